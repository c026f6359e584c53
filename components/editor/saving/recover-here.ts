import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { saveSteps } from "#lib/stories/actions.ts";
import { unsavedText } from "./kept.ts";
import { type Recovery, recover, stateFrom } from "./recover.ts";
import { serverRequests } from "./server-requests.ts";

/** Sends the content of a record to the server of this page. */
export const recoverHere = (record: Unsent): Promise<Recovery> => recover(record, serverRequests(saveSteps));

/** The story's full text in a record; null if the record cannot be read any more. */
export function textOf(record: Unsent): string | null {
  const found = stateFrom(record);
  return found && unsavedText(found.state.doc);
}
