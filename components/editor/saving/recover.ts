// A queue that a dead tab left is sent without an editor: what arrives comes to the living one as anybody's steps do.
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { Step } from "@tiptap/pm/transform";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { documentFromJson } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { newId } from "#lib/ids.ts";
import "#lib/document/steps.ts";
import { collab, collabOf } from "./collab.ts";
import type { Doors } from "./doors.ts";
import { type Kept, keptFrom } from "./kept.ts";
import { StoryLoop } from "./loop.ts";

/** The state of the dead tab, as its record tells it; null when it cannot be read any more. */
export function stateFrom(record: Unsent): EditorState | null {
  try {
    const state = EditorState.create({
      schema: documentSchema,
      doc: documentFromJson(record.doc),
      plugins: [collab(record.version)],
    });
    return record.changes.reduce<EditorState>((now, { first, pasted, restores }, index) => {
      const tr = now.tr.setMeta("paste", pasted).setMeta("restores", restores);
      for (const json of record.steps.slice(first, record.changes[index + 1]?.first))
        tr.step(Step.fromJSON(documentSchema, json));
      return now.apply(tr);
    }, state);
  } catch {
    return null;
  }
}

/** `isGone`: the log kept begins later than the record; its person takes over by hand what is still wanted. */
export type Recovery = { done: boolean; changes: number; kept: Kept[]; isGone: boolean };

/**
 * Sends what a record holds. `done`: nothing of it is left to do, all is stored or in `kept`. Text that the server does
 * not take (the story is closed to this person by now) is kept aside whole.
 */
export async function recover(record: Unsent, doors: Doors): Promise<Recovery> {
  const first = stateFrom(record);
  if (!first) return { done: false, changes: 0, kept: [], isGone: false };
  let state = first;
  const kept: Kept[] = [];
  const host = {
    get state() {
      return state;
    },
    dispatch: (tr: Transaction) => {
      state = state.apply(tr);
    },
  };
  const loop = new StoryLoop(host, {
    storyId: record.storyId,
    personId: record.personId,
    clientId: record.clientId,
    doors,
    savedAt: "",
    onKept: (more) => kept.push(...more),
  });
  await loop.flushAll(120_000);
  loop.close();
  if (!loop.hasUnsent) return { done: true, changes: record.steps.length, kept, isGone: false };
  if (loop.state.kind === "refused" && loop.state.code === "LOG_GONE")
    return { done: false, changes: 0, kept, isGone: true };
  const isFinal = loop.state.kind === "refused" && loop.state.code !== "UNEXPECTED";
  if (!isFinal) return { done: false, changes: 0, kept: [], isGone: false };
  const { unconfirmed } = collabOf(state);
  const rest = keptFrom(state, unconfirmed, unconfirmed).map((part) => ({
    ...part,
    id: newId(),
    storyId: record.storyId,
    personId: record.personId,
    at: new Date().toISOString(),
  }));
  return { done: true, changes: 0, kept: [...kept, ...rest], isGone: false };
}
