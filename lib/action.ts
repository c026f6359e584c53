import "server-only";
import { unstable_rethrow } from "next/navigation";
import * as z from "zod";
import type { Person } from "./actor.ts";
import { requireActor, requireSessionOwner } from "./auth/loaders.ts";
import type { Result } from "./errors.ts";
import { failure, invalid } from "./result.ts";
import { withSectionName } from "./sections/data.ts";
import { storableInput } from "./storable-input.ts";

/** The input of an action that needs none. */
export const nothing = z.object({});

/**
 * The door for everything a person does. Reads session and person anew (a suspended reporter is out now), checks the
 * input, calls the handler, and answers with a result; it never throws a domain error at the browser.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  handler: (actor: Person, input: z.output<S>) => Promise<T>,
  /**
   * `asSent`: the handler takes what was sent as it is, and refuses what cannot be stored. `allowsUnfinished`: also for
   * accounts that still need a second factor or another password.
   */
  { asSent = false, allowsUnfinished = false } = {},
) {
  return async (input: z.input<S>): Promise<Result<T>> => {
    try {
      const actor = allowsUnfinished ? (await requireSessionOwner()).person : await requireActor();
      const parsed = schema.safeParse(input); // the browser may send anything
      if (!parsed.success) return invalid(parsed.error);
      return { ok: true, data: await handler(actor, asSent ? parsed.data : storableInput(parsed.data)) };
    } catch (error) {
      unstable_rethrow(error); // redirect() and notFound() are control flow
      return withSectionName(failure(error, "action"));
    }
  };
}
