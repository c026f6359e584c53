// Links to addresses of the paper, which are bound to the story that they lead to.
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { isReceived } from "../saving/collab.ts";
import { continueEvent } from "../saving/undo-events.ts";
import { isSuggesting } from "../suggesting/mode.ts";

/** The path of an address of this site, with query and fragment; null for any other address. */
export function ownPath(href: string, origin: string): string | null {
  if (href.startsWith("/")) return href;
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return url.origin === origin ? url.pathname + url.search + url.hash : null;
}

export type UnboundLink = { from: number; to: number; href: string };

function unboundIn(doc: Node, from: number, to: number, origin: string): UnboundLink[] {
  const found: UnboundLink[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    const mark = node.isText ? node.marks.find(({ type }) => type.name === "link") : undefined;
    if (!mark || mark.attrs.story !== null) return;
    const href = String(mark.attrs.href);
    if (ownPath(href, origin) !== null) found.push({ from: pos, to: pos + node.nodeSize, href });
  });
  return found;
}

/**
 * Links to the paper's own addresses that a change of this person has brought, and those of earlier changes that still wait.
 * Suggestions are left alone, because binding a link would be another suggestion.
 */
export function unboundAfter(
  waiting: readonly UnboundLink[],
  tr: Transaction,
  state: EditorState,
  origin: string,
): readonly UnboundLink[] {
  if (!tr.docChanged) return waiting;
  const kept = waiting
    .map(({ from, to, href }) => ({ from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1), href }))
    .filter(({ from, to }) => from < to);
  if (isReceived(tr) || isHistoryTransaction(tr) || isSuggesting(state)) return kept;
  const added = changedRanges(tr).flatMap(({ from, to }) => unboundIn(tr.doc, from, to, origin));
  const isNew = (link: UnboundLink) => !kept.some(({ from, to }) => from < link.to && to > link.from);
  return added.length === 0 ? kept : [...kept, ...added.filter(isNew)];
}

function changedRanges(tr: Transaction): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  tr.steps.forEach((step, index) => {
    const rest = tr.mapping.slice(index + 1);
    const note = (from: number, to: number) => {
      ranges.push({ from: rest.map(from, -1), to: rest.map(to, 1) });
    };
    tr.mapping.maps[index]?.forEach((_oldFrom, _oldTo, from, to) => {
      note(from, to);
    });
    // A step that adds a mark moves nothing.
    const { from, to, mark } = step as unknown as { from?: unknown; to?: unknown; mark?: unknown };
    if (mark && typeof from === "number" && typeof to === "number") note(from, to);
  });
  return ranges;
}

/** Binds these links to the stories at their addresses; null if none of them is still there. */
export function bindLinks(
  state: EditorState,
  links: readonly UnboundLink[],
  storyAt: (href: string) => string | null,
): Transaction | null {
  const type = state.schema.marks.link;
  const tr = continueEvent(state.tr);
  for (const { from, to, href } of links) {
    const story = storyAt(href);
    if (!type || story === null || to > state.doc.content.size) continue;
    state.doc.nodesBetween(from, to, (node, pos) => {
      const mark = type.isInSet(node.marks);
      if (mark?.attrs.href !== href || mark.attrs.story !== null) return;
      tr.addMark(Math.max(from, pos), Math.min(to, pos + node.nodeSize), type.create({ href, story }));
    });
  }
  return tr.docChanged ? tr : null;
}
