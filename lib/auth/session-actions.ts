"use server";
import * as z from "zod";
import { action, nothing } from "../action.ts";
import { endOtherSessions, endOwnSession } from "./session-mutations.ts";

export const endSessionOf = action(z.object({ handle: z.string().regex(/^[0-9a-f]{32}$/) }), endOwnSession);
export const endAllOtherSessions = action(nothing, endOtherSessions);
