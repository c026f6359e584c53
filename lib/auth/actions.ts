"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { callerOf, deviceOf } from "./caller.ts";
import { signInWithCode } from "./code-mutations.ts";
import { cookieName, openSession } from "./cookie.ts";
import { enter } from "./entrance.ts";
import type { FormState } from "./form-state.ts";
import { endSession, signInWithLink, signInWithPassword } from "./mutations.ts";
import { signInCodeSchema, signInSchema, tokenSchema } from "./schema.ts";
import { requestBrowser, requestTicket } from "./session-cookies.ts";

export async function signIn(_before: FormState, form: FormData): Promise<FormState> {
  return enter(signInSchema, form, async (input, headers) =>
    signInWithPassword(input, callerOf(headers), await requestBrowser(), headers.get("user-agent") ?? ""),
  );
}

/** The second step, for an account with a second factor. */
export async function signInByCode(_before: FormState, form: FormData): Promise<FormState> {
  return enter(signInCodeSchema, form, async ({ code }, headers) =>
    signInWithCode({ ticket: await requestTicket(), code }, deviceOf(headers), await requestBrowser()),
  );
}

export async function signInByLink(_before: FormState, form: FormData): Promise<FormState> {
  return enter(tokenSchema, form, ({ token }, headers) => signInWithLink(token, deviceOf(headers)));
}

export async function signOut(): Promise<void> {
  const jar = await cookies();
  const sessionId = await openSession(jar.get(cookieName)?.value);
  if (sessionId) await endSession(sessionId);
  jar.delete(cookieName);
  redirect("/sign-in");
}
