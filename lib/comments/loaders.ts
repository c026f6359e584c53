import "server-only";
import { cache } from "react";
import { requirePerson } from "../auth/loaders.ts";
import { countUnread } from "./data.ts";

/** Lines of the inbox that were not read yet; once per request. */
export const loadUnread = cache(async (): Promise<number> => countUnread(await requirePerson()));
