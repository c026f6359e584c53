import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { saveSteps } from "#lib/stories/actions.ts";
import { serverDoors } from "./doors.ts";
import { type Recovery, recover } from "./recover.ts";

/** Sends what a record holds to the server of this page. */
export const recoverHere = (record: Unsent): Promise<Recovery> => recover(record, serverDoors(saveSteps));
