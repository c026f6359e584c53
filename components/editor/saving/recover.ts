// Sends the queue of a closed tab without an editor; open editors receive its steps like anybody else's.
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { Step, Transform } from "@tiptap/pm/transform";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { documentFromJson } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { newId } from "#lib/ids.ts";
import "#lib/document/steps.ts";
import { collab, collabOf } from "./collab.ts";
import { type Kept, keptFrom } from "./kept.ts";
import { StoryLoop } from "./loop.ts";
import { lostFields } from "./lost-field.ts";
import type { ServerRequests } from "./server-requests.ts";

/**
 * The content of a record: the confirmed document, and the state of the closed tab. Null if it cannot be read any more.
 */
export function stateFrom(record: Unsent): { confirmed: Node; state: EditorState } | null {
  const read = (json: unknown): Step => Step.fromJSON(documentSchema, json);
  try {
    const since = new Transform(documentFromJson(record.doc));
    for (const json of record.since) since.step(read(json));
    const confirmed = since.doc;
    let state = EditorState.create({
      schema: documentSchema,
      doc: confirmed,
      plugins: [collab(record.version, record.written)],
    });
    record.changes.forEach(({ first, pasted, restores }, index) => {
      const tr = state.tr.setMeta("paste", pasted).setMeta("restores", restores);
      for (const json of record.steps.slice(first, record.changes[index + 1]?.first)) tr.step(read(json));
      state = state.apply(tr);
    });
    return { confirmed, state };
  } catch {
    return null;
  }
}

/** `isGone`: the log begins later than the record; the author takes over by hand what is still needed. */
export type Recovery = { done: boolean; changes: number; kept: Kept[]; isGone: boolean };

/**
 * Sends the content of a record. `done`: everything is stored or in `kept`. Text that the server refuses (because the story
 * is closed to this person by now) is kept as a whole.
 */
export async function recover(record: Unsent, doors: ServerRequests): Promise<Recovery> {
  const found = stateFrom(record);
  if (!found) return { done: false, changes: 0, kept: [], isGone: false };
  let { state } = found;
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
    creates: record.creates,
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
  const about = () => ({
    id: newId(),
    storyId: record.storyId,
    personId: record.personId,
    at: new Date().toISOString(),
  });
  const rest = [
    ...keptFrom(state, unconfirmed, unconfirmed).map(({ from: _from, to: _to, ...part }) => ({ ...part, ...about() })),
    ...lostFields(unconfirmed).map((field) => ({ ...about(), text: "", slice: null, field })),
  ];
  return { done: true, changes: 0, kept: [...kept, ...rest], isGone: false };
}
