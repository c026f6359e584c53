"use server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { callerOf, deviceOf } from "./caller.ts";
import { signInWithCode } from "./code-mutations.ts";
import { cookieName, openSession, readCookie } from "./cookie.ts";
import { enter } from "./entrance.ts";
import type { FormState } from "./form-state.ts";
import { endSession, signInWithLink, signInWithPassword } from "./mutations.ts";
import { signInCodeSchema, signInSchema, tokenSchema } from "./schema.ts";
import { removeCookie, requestBrowser, requestTicket } from "./session-cookies.ts";

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
  const sessionId = await openSession(readCookie(await cookies(), cookieName));
  if (sessionId) await endSession(sessionId);
  await removeCookie(cookieName, await headers());
  redirect("/sign-in");
}
