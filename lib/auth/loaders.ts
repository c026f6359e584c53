import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { siteOrigin } from "../site-origin.ts";
import { callerOf } from "./caller.ts";
import { cookieName, openSession } from "./cookie.ts";
import { findActorBySession } from "./data.ts";
import { touchSession } from "./mutations.ts";

const readActor = cache(async () => {
  const sessionId = await openSession((await cookies()).get(cookieName)?.value);
  if (!sessionId) return null;
  const actor = await findActorBySession(sessionId);
  if (actor && actor !== "SUSPENDED") {
    touchSession(sessionId).catch((error) =>
      log.warn({ error }, "session: time of last use could not be saved; retrying on the next request"),
    );
  }
  return actor;
});

/** Who is signed in and active, read from the database once per request; null for anybody else. */
export async function findActor(): Promise<Person | null> {
  const actor = await readActor();
  return actor === "SUSPENDED" ? null : actor;
}

/** For actions and routes. @throws SIGNED_OUT, SUSPENDED */
export async function requireActor(): Promise<Person> {
  const actor = await readActor();
  if (actor === "SUSPENDED") throw new DomainError("SUSPENDED");
  if (!actor) throw new DomainError("SIGNED_OUT");
  return actor;
}

/** For pages: redirects to the sign-in page if nobody is signed in, and back to `next` afterwards. */
export async function requirePerson(next?: string): Promise<Person> {
  const actor = await readActor();
  if (actor && actor !== "SUSPENDED") return actor;
  const target = next ?? (await headers()).get("x-galley-path");
  redirect(target ? `/sign-in?next=${encodeURIComponent(target)}` : "/sign-in");
}

/** The origin for links that are handed over, such as "https://news.example.org". */
export async function requestOrigin(): Promise<string> {
  return siteOrigin(await headers());
}

/** The address of the caller, for limits on guessing. */
export async function requestCaller(): Promise<string> {
  return callerOf(await headers());
}

/** The nonce that allows scripts and styles of this response; set by the server in front of Next. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get("x-nonce") ?? undefined;
}
