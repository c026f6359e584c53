import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { saveSteps } from "#lib/stories/actions.ts";
import { serverDoors } from "./doors.ts";
import { unsavedText } from "./kept.ts";
import { type Recovery, recover, stateFrom } from "./recover.ts";

/** Sends what a record holds to the server of this page. */
export const recoverHere = (record: Unsent): Promise<Recovery> => recover(record, serverDoors(saveSteps));

/** All of the story as the tab of a record had it; null when the record cannot be read any more. */
export function textOf(record: Unsent): string | null {
  const found = stateFrom(record);
  return found && unsavedText(found.state.doc);
}
