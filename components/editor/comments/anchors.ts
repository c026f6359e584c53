// Highlights the text of comments while it changes. Positions from the server belong to a version of the log; they are mapped
// through the log and through this tab's unconfirmed steps.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Mapping, type StepMap } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { StoryThreads } from "#lib/comments/types.ts";
import { type Anchor, blockIdAt, findBlock, moveAnchor, quoteOf } from "#lib/document/anchors.ts";
import { type CollabState, collabKey, collabOf } from "../saving/collab.ts";

/** The id of a thread that is not sent yet. */
export const draftId = "new";
/** Number of versions whose maps are kept, for responses that arrive after newer steps. */
const remembered = 2_000;

/** The anchor of a thread in this tab's text. A block is found by its id and needs no position. */
type Shown = Anchor & { id: string; kind: "words" | "block" };
type State = {
  /** The maps of the log from version `from` to the newest local one. */
  from: number;
  maps: readonly StepMap[];
  /** A response for a version that has not arrived yet. */
  waiting: StoryThreads | null;
  shown: readonly Shown[];
  /** Resolved threads are highlighted only while they are open in the panel. */
  resolved: ReadonlySet<string>;
  /** The thread that is open in the panel. */
  active: string | null;
  decorations: DecorationSet;
};
type Note = { threads?: StoryThreads; active?: string | null; draft?: Shown | null };

const key = new PluginKey<State>("comments");
const stateOf = (state: EditorState): State | undefined => key.getState(state);

/** The maps of the log's steps in a transaction: own confirmed steps, then those of others. */
function confirmedMaps(tr: Transaction, before: CollabState, after: CollabState): readonly StepMap[] {
  const count = after.version - before.version;
  const rebased: number | undefined = tr.getMeta("rebased");
  const own = rebased === undefined ? count : before.unconfirmed.length - rebased;
  const confirmed = before.unconfirmed.slice(0, own).map(({ step }) => step.getMap());
  return rebased === undefined ? confirmed : [...confirmed, ...tr.mapping.maps.slice(rebased, rebased + count - own)];
}

/** The threads of a response in the text of `state`; null if its version has not arrived, or is too old. */
function place({ version, threads }: StoryThreads, now: State, collab: CollabState): Shown[] | null {
  if (version > collab.version || version < now.from) return null;
  const mapping = new Mapping([
    ...now.maps.slice(version - now.from),
    ...collab.unconfirmed.map(({ step }) => step.getMap()),
  ]);
  return threads
    .filter((thread) => thread.place !== null || thread.blockId !== "")
    .map(({ id, blockId, quote, place: at }) => {
      if (!at) return { id, blockId, quote, kind: "block", from: 0, to: 0 };
      const to = mapping.map(at.to, -1);
      const from = at.from < at.to ? mapping.map(at.from, 1) : to;
      return { id, blockId, quote, kind: "words", from: Math.min(from, to), to };
    });
}

function draw(doc: Node, { shown, active, resolved }: State): DecorationSet {
  const found: Decoration[] = [];
  for (const { id, kind, blockId, from, to } of shown) {
    if (resolved.has(id) && id !== active) continue;
    const attrs = { "data-thread": id, ...(id === active ? { "data-active": "" } : {}) };
    if (kind === "words" && from < to)
      found.push(Decoration.inline(from, to, { class: "commented", ...attrs }, { id }));
    const block = kind === "block" ? findBlock(doc, blockId) : null;
    if (block)
      found.push(
        Decoration.node(block.pos, block.pos + block.node.nodeSize, { class: "commented-block", ...attrs }, { id }),
      );
  }
  return DecorationSet.create(doc, found);
}

/** @param onThread called with the innermost thread whose text was clicked */
export const comments = (version: number, onThread: (threadId: string) => void): Plugin<State> =>
  new Plugin<State>({
    key,
    state: {
      init: () => ({
        from: version,
        maps: [],
        waiting: null,
        shown: [],
        resolved: new Set(),
        active: null,
        decorations: DecorationSet.empty,
      }),
      apply(tr, old, before, after) {
        const note: Note | undefined = tr.getMeta(key);
        const [was, collab] = [collabKey.getState(before), collabKey.getState(after)];
        if (!was || !collab || (!note && !tr.docChanged && was.version === collab.version)) return old;
        const now = { ...old };
        if (collab.version > was.version) {
          const maps = [...old.maps, ...confirmedMaps(tr, was, collab)];
          const over = Math.max(0, maps.length - remembered);
          now.maps = maps.slice(over);
          now.from = old.from + over;
        }
        if (tr.docChanged && old.shown.length > 0)
          now.shown = old.shown.map((one) =>
            one.kind === "block"
              ? one
              : tr.steps.reduce((moved, step, i) => moveAnchor(moved, step.getMap(), tr.docs[i + 1] ?? tr.doc), one),
          );
        if (note?.active !== undefined) now.active = note.active;
        if (note?.draft !== undefined)
          now.shown = [...now.shown.filter(({ id }) => id !== draftId), ...(note.draft ? [note.draft] : [])];
        if (note?.threads) now.waiting = note.threads;
        const placed = now.waiting && place(now.waiting, now, collab);
        if (now.waiting && placed) {
          now.resolved = new Set(now.waiting.threads.filter((thread) => thread.resolved).map(({ id }) => id));
          now.shown = [...placed, ...now.shown.filter(({ id }) => id === draftId)];
          now.waiting = null;
        }
        now.decorations = draw(tr.doc, now);
        return now;
      },
    },
    props: {
      decorations: (state) => stateOf(state)?.decorations,
      handleClick(view, pos) {
        const [hit] = (stateOf(view.state)?.decorations.find(pos, pos) ?? []).sort(
          (a, b) => a.to - a.from - (b.to - b.from),
        );
        const id = String((hit?.spec as { id?: unknown } | undefined)?.id ?? "");
        if (id && id !== draftId) onThread(id);
        return false;
      },
    },
  });

const startOf = (doc: Node, one: Shown): number | null =>
  one.kind === "words" ? one.from : (findBlock(doc, one.blockId)?.pos ?? null);

const noted = (state: EditorState, note: Note): Transaction =>
  state.tr.setMeta(key, note).setMeta("addToHistory", false);

export const showThreads = (state: EditorState, threads: StoryThreads): Transaction => noted(state, { threads });
export const markActive = (state: EditorState, active: string | null): Transaction => noted(state, { active });
export const markDraft = (state: EditorState, draft: Shown | null): Transaction => noted(state, { draft });

/** The selection as an anchor: text, else the block at the caret or the selected picture. */
export function aboutSelection(state: EditorState): Shown | null {
  const { selection, doc } = state;
  const { from, to } = selection;
  if (!selection.empty && !(selection instanceof NodeSelection)) {
    const quote = quoteOf(doc, from, to);
    return quote.trim() ? { id: draftId, kind: "words", from, to, quote, blockId: blockIdAt(doc, from) } : null;
  }
  const own: unknown = selection instanceof NodeSelection ? selection.node.attrs.id : null;
  const blockId = typeof own === "string" && own ? own : blockIdAt(doc, from);
  const block = findBlock(doc, blockId);
  if (!block) return null;
  const quote = quoteOf(doc, block.pos, block.pos + block.node.nodeSize);
  return { id: draftId, kind: "block", from: 0, to: 0, quote, blockId };
}

/** The draft's range in the newest local version of the log, without unconfirmed text. */
export function confirmedDraft(state: EditorState): { version: number; from: number; to: number } | null {
  const draft = stateOf(state)?.shown.find(({ id }) => id === draftId);
  if (draft?.kind !== "words") return null;
  const { version, unconfirmed } = collabOf(state);
  const back = new Mapping(unconfirmed.toReversed().map(({ step }) => step.getMap().invert()));
  return { version, from: back.map(draft.from, 1), to: back.map(draft.to, -1) };
}

export type AnchorState = { order: number; gone: boolean };

/** The order of each thread in the text, and whether its anchor was deleted. */
export function anchorStates(state: EditorState): Map<string, AnchorState> {
  return new Map(
    stateOf(state)?.shown.map((one) => {
      const order = startOf(state.doc, one);
      return [
        one.id,
        {
          order: order ?? state.doc.content.size,
          gone: order === null || (one.kind === "words" && one.from >= one.to),
        },
      ];
    }),
  );
}

/** Scrolls to the text of a thread; false if it was deleted. */
export function reveal(view: { state: EditorState; dom: HTMLElement }, threadId: string): boolean {
  const part = view.dom.querySelector(`[data-thread="${CSS.escape(threadId)}"]`);
  part?.scrollIntoView({ block: "center" });
  return part !== null;
}
