// The record of unsent work that a browser stores, from which a tab that was closed or crashed is recovered.
import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { toJson } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import type { NewStoryFacts } from "#lib/stories/schema.ts";
import { collabOf } from "./collab.ts";
import { changesOf, stepJson } from "./queue.ts";

/** The whole document is stored again only after this many steps, not after every save. */
const maxStepsSinceBase = 200;

type Tab = { clientId: string; storyId: string; personId: string };

export class UnsentRecord {
  readonly #tab: Tab;
  /** An earlier confirmed document, and the log's steps since then. */
  #base: { doc: NodeJson; since: unknown[] } | null = null;

  constructor({ clientId, storyId, personId }: Tab) {
    this.#tab = { clientId, storyId, personId };
  }

  /** Must be called with the next steps of the log before they are confirmed. */
  append(steps: readonly unknown[]): void {
    this.#base?.since.push(...steps);
  }

  /** Null if nothing is unsent. `creates`: the facts of a story that the server may not have yet. */
  make(state: EditorState, confirmed: Node, creates: NewStoryFacts | undefined): Unsent | null {
    const { unconfirmed, version, written } = collabOf(state);
    if (unconfirmed.length === 0) return null;
    if (!this.#base || this.#base.since.length > maxStepsSinceBase) this.#base = { doc: toJson(confirmed), since: [] };
    return {
      ...this.#tab,
      schemaNumber: SCHEMA_NUMBER,
      version,
      doc: this.#base.doc,
      since: [...this.#base.since], // copied, because the record is encrypted later, when more steps may have arrived
      steps: unconfirmed.map(({ step }) => stepJson(step)),
      changes: changesOf(unconfirmed),
      written: [...written],
      creates,
    };
  }
}
