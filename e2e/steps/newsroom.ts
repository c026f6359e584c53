// People, sections and stories as rows of the test server's database: a test starts where its own behaviour starts.
import type { BrowserContext } from "@playwright/test";
import type { Person } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connectionsOf } from "#lib/postgres/embedded.ts";
import { shared } from "#lib/process.ts";
import { loadSecret } from "#lib/secret.ts";
import { createSection } from "#lib/sections/mutations.ts";
import { readSettings } from "#lib/settings.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { admin } from "../global-setup.ts";

/** Connects this process to the server that the global set-up started. Safe to repeat. */
export function connect(): void {
  const state = shared();
  if (state.connections) return;
  state.settings = readSettings({ GALLEY_DATA: process.env.GALLEY_TEST_DATA, GALLEY_LOG: "warn" });
  state.secret = loadSecret(state.settings);
  state.connections = connectionsOf(state.settings.data);
}

/**
 * Connects this process to a server that a test started, instead of the common one.
 * @returns a function that connects it to the common one again
 */
export function connectTo(data: string, env: Record<string, string> = {}): () => Promise<void> {
  const state = shared();
  const { settings, secret, connections, appClient: client } = state;
  state.settings = readSettings({ GALLEY_DATA: data, GALLEY_LOG: "warn", ...env });
  state.secret = loadSecret(state.settings);
  state.connections = connectionsOf(data);
  state.appClient = undefined;
  return async () => {
    await appClient().$disconnect();
    Object.assign(state, { settings, secret, connections, appClient: client });
  };
}

/** Runs `work` against a server that a test started. @param env settings of that server that decide about cookies: its secret */
export async function onServer<T>(data: string, work: () => Promise<T>, env: Record<string, string> = {}): Promise<T> {
  const disconnect = connectTo(data, env);
  try {
    return await work();
  } finally {
    await disconnect();
  }
}

/** Signs a browser in by a session of its own that ends after an hour. */
export async function enter(context: BrowserContext, personId: string, url = baseUrl()): Promise<void> {
  connect();
  const id = newId();
  await appClient().session.create({
    data: { id, personId, expiresAt: new Date(Date.now() + 3_600_000) },
    select: { id: true },
  });
  const value = await sealSession(id);
  await context.addCookies([{ name: cookieName, value, url, httpOnly: true, sameSite: "Lax" }]);
}
const baseUrl = (): string => process.env.GALLEY_TEST_URL ?? `http://127.0.0.1:${process.env.GALLEY_TEST_PORT ?? 3999}`;

/** The admin that the server was started with. */
export async function theAdmin(): Promise<Person> {
  connect();
  const { id, name, email, role } = await appClient().person.findUniqueOrThrow({
    where: { email: admin.email },
    select: { id: true, name: true, email: true, role: true },
  });
  return { kind: "person", id, name, email, role, sessionId: newId() };
}

/** A section of the site; readers see it on their next request. @param below path of the section that it is part of */
export async function newSection(name: string, below?: string): Promise<{ id: string; path: string }> {
  const admin = await theAdmin();
  const parent = below
    ? await appClient().section.findFirstOrThrow({ where: { path: below }, select: { id: true } })
    : null;
  return createSection(admin, { name, slug: "", description: "", parentId: parent?.id ?? null });
}

export type Draft = { headline?: string; standfirst?: string; paragraphs?: string[]; section?: string };

/** A draft with these words. @param by its creator; the admin when absent @returns its path in the newsroom */
export async function newStory(
  { headline = "Night ferry returns", standfirst = "A standfirst.", paragraphs = ["Start."], section }: Draft = {},
  by?: Person,
): Promise<string> {
  const doc = storyDocument({
    fields: { language: "en-GB", ...(section === undefined ? {} : { section }) },
    headline,
    standfirst,
    body: paragraphs.map((text) => paragraph(text)),
  });
  const { id } = await createStoryFrom(by ?? (await theAdmin()), doc);
  return `/desk/stories/${id}`;
}
