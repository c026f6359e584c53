// What a saving loop needs from its tab, and what it reports to it.
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import type { Here } from "#lib/presence/types.ts";
import type { NewStoryFacts } from "#lib/stories/schema.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import type { Kept } from "./kept.ts";
import type { SaveState } from "./save-state.ts";
import type { ServerRequests } from "./server-requests.ts";

/** The editor, or a bare state when a queue is sent without one. */
export type LoopHost = { readonly state: EditorState; dispatch: (tr: Transaction) => void };

export type LoopOptions = {
  storyId: string;
  personId: string;
  clientId: string;
  doors: ServerRequests;
  /** Stores unsent steps; without it nothing is stored. */
  store?: { put: (make: () => Unsent | null) => Promise<void>; readonly works: boolean };
  savedAt: string;
  /** Set for a story that the server may not have yet: the first batch creates it. */
  creates?: NewStoryFacts | undefined;
  /** Called once the server has the new story. */
  onCreated?: () => void;
  onSaveState?: (state: SaveState) => void;
  onStatus?: (status: StoryStatus) => void;
  /** Called when anybody, this person included, changed the story's status; most such changes create a revision. */
  onNews?: () => void;
  /** Called with work of this person that has no place in the story any more: words, and values of fields. */
  onKept?: (kept: Kept[]) => void;
  /** Called when somebody else has set a field. */
  onFieldSet?: (field: { node: string | null; field: string }, who: { personId: string | null; at: string }) => void;
  /** Called when a change was removed from the story because the server refuses it. Its text goes to `onKept`. */
  onRefused?: (sentence: string) => void;
  /** Called before the next steps of the log are applied, so that positions of version `from` can be mapped. */
  onLog?: (from: number, steps: readonly Step[]) => void;
  /** Called before steps are sent; false if they must wait. `leaving`: the page closes, so this is the last chance. */
  readyToSend?: (confirmed: Node, leaving: boolean) => boolean;
  onComments?: () => void;
  onPresence?: (here: Here[]) => void;
};
