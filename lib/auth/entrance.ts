import "server-only";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type * as z from "zod";
import { failure, invalid } from "../result.ts";
import type { FormState, RequestState } from "./form-state.ts";
import { safeNext } from "./schema.ts";
import { setSessionCookies, setTicketCookie } from "./session-cookies.ts";
import { SecondFactorNeeded } from "./ticket.ts";

const givenIn = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
const typedIn = (given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name === "email" || name === "name"));

/** The same for forms that do not sign in: they stay on their page, which shows the result. */
export async function answerForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
  act: (input: z.output<S>) => Promise<{ email: string; isRestored?: boolean }>,
): Promise<RequestState> {
  const given = givenIn(form);
  try {
    const parsed = schema.safeParse(given);
    if (!parsed.success) return { problem: invalid(parsed.error), typed: typedIn(given), done: null };
    return { problem: null, typed: {}, done: await act(parsed.data) };
  } catch (error) {
    unstable_rethrow(error);
    return { problem: failure(error, "sign-in"), typed: typedIn(given), done: null };
  }
}

/**
 * The action of the signed-out forms: checks the form, starts a session, sets the cookies and redirects to `next`. Works as a
 * plain form post, without JavaScript. An account with a second factor goes on to the page that asks for its code.
 * @param start answers with the id of the new session
 */
export async function enter<S extends z.ZodType>(
  schema: S,
  form: FormData,
  start: (input: z.output<S>, headers: Headers) => Promise<string>,
): Promise<FormState> {
  const given = givenIn(form);
  const typed = typedIn(given);
  const next = safeNext(given.next);
  try {
    const parsed = schema.safeParse(given);
    if (!parsed.success) return { problem: invalid(parsed.error), typed };
    const request = await headers();
    const sessionId = await start(parsed.data, request);
    await setSessionCookies(sessionId, request);
  } catch (error) {
    unstable_rethrow(error);
    if (!(error instanceof SecondFactorNeeded)) return { problem: failure(error, "sign-in"), typed };
    await setTicketCookie(error.ticket, await headers());
    redirect(`/sign-in/code?next=${encodeURIComponent(next)}`);
  }
  redirect(next);
}
