"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { callerOf } from "./caller.ts";
import { cookieName, openSession } from "./cookie.ts";
import { enter } from "./entrance.ts";
import type { FormState } from "./form-state.ts";
import { endSession, signInWithLink, signInWithPassword } from "./mutations.ts";
import { signInSchema, tokenSchema } from "./schema.ts";
import { requestBrowser } from "./session-cookies.ts";

export async function signIn(_before: FormState, form: FormData): Promise<FormState> {
  return enter(signInSchema, form, async (input, headers) =>
    signInWithPassword(input, callerOf(headers), await requestBrowser(), headers.get("user-agent") ?? ""),
  );
}

export async function signInByLink(_before: FormState, form: FormData): Promise<FormState> {
  return enter(tokenSchema, form, ({ token }) => signInWithLink(token));
}

export async function signOut(): Promise<void> {
  const jar = await cookies();
  const sessionId = await openSession(jar.get(cookieName)?.value);
  if (sessionId) await endSession(sessionId);
  jar.delete(cookieName);
  redirect("/sign-in");
}
