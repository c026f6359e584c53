// Shows what comments are about, and keeps it there while the text changes. Places from the server are true at a version
// of the log; this brings them through the log and through what this tab has typed beyond it.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Mapping, type StepMap } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { StoryThreads } from "#lib/comments/types.ts";
import { type Anchor, blockIdAt, findBlock, moveAnchor, quoteOf } from "#lib/document/anchors.ts";
import { type CollabState, collabKey, collabOf } from "../saving/collab.ts";

/** The thread that is being begun. */
export const draftId = "new";
/** Versions whose maps are remembered, for an answer that comes after newer steps. */
const remembered = 2_000;

/** What a thread is about, in the text of this tab. A block is found by its id, so it has no place of its own. */
type Shown = Anchor & { id: string; kind: "words" | "block" };
type State = {
  /** The maps of the log from version `from` to the newest one that is here. */
  from: number;
  maps: readonly StepMap[];
  /** An answer of a version that is not here yet. */
  waiting: StoryThreads | null;
  shown: readonly Shown[];
  /** Settled threads show their words only while they are open in the panel. */
  resolved: ReadonlySet<string>;
  /** The thread that is open in the panel. */
  active: string | null;
  decorations: DecorationSet;
};
type Note = { threads?: StoryThreads; active?: string | null; draft?: Shown | null };

const key = new PluginKey<State>("comments");
const stateOf = (state: EditorState): State | undefined => key.getState(state);

/** The maps of the steps of the log that a transaction brings: our own that it confirms, then those of others. */
function confirmedMaps(tr: Transaction, before: CollabState, after: CollabState): readonly StepMap[] {
  const count = after.version - before.version;
  const rebased: number | undefined = tr.getMeta("rebased");
  const own = rebased === undefined ? count : before.unconfirmed.length - rebased;
  const confirmed = before.unconfirmed.slice(0, own).map(({ step }) => step.getMap());
  return rebased === undefined ? confirmed : [...confirmed, ...tr.mapping.maps.slice(rebased, rebased + count - own)];
}

/** The threads of an answer in the text of `state`; null where its version is not here yet, or long gone. */
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

/** @param onThread called with the innermost thread whose words were clicked */
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

/** What is selected, as something to comment on: words, else the block in which the caret or the picture is. */
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

/** The draft's words in the newest version of the log that is here, without what is typed beyond it. */
export function confirmedDraft(state: EditorState): { version: number; from: number; to: number } | null {
  const draft = stateOf(state)?.shown.find(({ id }) => id === draftId);
  if (draft?.kind !== "words") return null;
  const { version, unconfirmed } = collabOf(state);
  const back = new Mapping(unconfirmed.toReversed().map(({ step }) => step.getMap().invert()));
  return { version, from: back.map(draft.from, 1), to: back.map(draft.to, -1) };
}

export type Standing = { order: number; gone: boolean };

/** Where each thread stands in the text, for their order, and whether what it is about is gone from it. */
export function standings(state: EditorState): Map<string, Standing> {
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

/** Brings the words of a thread before the eyes; false where they are gone. */
export function reveal(view: { state: EditorState; dom: HTMLElement }, threadId: string): boolean {
  const part = view.dom.querySelector(`[data-thread="${CSS.escape(threadId)}"]`);
  part?.scrollIntoView({ block: "center" });
  return part !== null;
}
