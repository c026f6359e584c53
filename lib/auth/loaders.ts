import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { siteOrigin } from "../site-origin.ts";
import { callerOf } from "./caller.ts";
import { cookieName, openSession, readCookie } from "./cookie.ts";
import { findSessionOwner, type SessionOwner } from "./data.ts";
import { touchSession } from "./mutations.ts";

const readOwner = cache(async () => {
  const sessionId = await openSession(readCookie(await cookies(), cookieName));
  if (!sessionId) return null;
  const owner = await findSessionOwner(sessionId);
  if (owner && owner !== "SUSPENDED") {
    touchSession(sessionId, await requestCaller()).catch((error) =>
      log.warn({ error }, "session: time of last use could not be saved; retrying on the next request"),
    );
  }
  return owner;
});

/** Who is signed in and active, read from the database once per request; null for anybody else. */
export async function findActor(): Promise<Person | null> {
  const owner = await readOwner();
  return owner && owner !== "SUSPENDED" && owner.unfinished === null ? owner.person : null;
}

/** For actions and routes. @throws SIGNED_OUT, SUSPENDED, SETUP_NEEDED */
export async function requireActor(): Promise<Person> {
  const { person, unfinished } = await requireSessionOwner();
  if (unfinished) throw new DomainError("SETUP_NEEDED");
  return person;
}

/** For what an account may do that still needs a second factor or another password. @throws SIGNED_OUT, SUSPENDED */
export async function requireSessionOwner(): Promise<SessionOwner> {
  const owner = await readOwner();
  if (owner === "SUSPENDED") throw new DomainError("SUSPENDED");
  if (!owner) throw new DomainError("SIGNED_OUT");
  return owner;
}

/** For pages: redirects to the sign-in page if nobody is signed in, and back to `next` afterwards. */
export async function requirePerson(next?: string): Promise<Person> {
  const owner = await readOwner();
  if (owner && owner !== "SUSPENDED" && owner.unfinished === null) return owner.person;
  const target = next ?? (await headers()).get("x-galley-path");
  const page = owner && owner !== "SUSPENDED" ? "/sign-in/set-up" : "/sign-in";
  redirect(target ? `${page}?next=${encodeURIComponent(target)}` : page);
}

/** For the page that finishes an account: redirects those who are not signed in. */
export async function requireOwnerOfPage(): Promise<SessionOwner> {
  const owner = await readOwner();
  return owner && owner !== "SUSPENDED" ? owner : redirect("/sign-in");
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
