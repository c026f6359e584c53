// Signing in at a real OpenID Connect provider on this machine, through the two routes that a browser opens. It mocks the
// cookies of the request, so it is imported before anything that reads them.
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type { Role } from "#lib/actor.ts";
import { cookieName, openSession } from "#lib/auth/cookie.ts";
import { findActorBySession } from "#lib/auth/data.ts";
import { callbackPath } from "#lib/oidc/provider.ts";
import type { OidcSettings } from "#lib/oidc-settings.ts";
import { appClient, type Prisma } from "#lib/postgres/app.ts";
import { settings, shared } from "#lib/process.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { startProvider, type TestProvider } from "./sign-in-provider.ts";

export const origin = "http://news.example.org";
const hoisted = vi.hoisted(() => new Map<string, string>());
/** The cookies of the browser. */
export const jar = hoisted;
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "news.example.org" }),
  cookies: async () => ({
    get: (name: string) => (hoisted.has(name) ? { name, value: hoisted.get(name) } : undefined),
    has: (name: string) => hoisted.has(name),
    set: (name: string, value: string) => (value ? hoisted.set(name, value) : hoisted.delete(name)),
    delete: (name: string) => hoisted.delete(name),
  }),
}));
const { beginSignIn, finishSignIn } = await import("#lib/oidc/loaders.ts");

/** Started before the tests of a file, and as at first before each of them. */
export let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(`${origin}${callbackPath}`);
});
afterAll(() => provider.stop());

/** Sets how Galley uses the provider. */
export function use(given: Partial<OidcSettings> = {}): void {
  shared().settings = { ...settings(), oidc: { ...provider.settings, ...given } };
}
beforeEach(() => {
  jar.clear();
  provider.change = (claims) => claims;
  provider.hasWrongKey = false;
  use();
});

const request = (address: string) => new Request(address, { headers: { host: "news.example.org" } });

/** A person at the provider, with a verified email unless something else is given. */
export function account(claims: Record<string, unknown> = {}, login: { amr?: string[]; acr?: string } = {}): string {
  const id = unique("subject");
  provider.accounts.set(id, {
    claims: { email: `${id}@example.org`, email_verified: true, name: "Ines Okafor", ...claims },
    login,
  });
  return id;
}
/** An account of Galley with the email of somebody at the provider. */
export async function personFor(role: Role, id: string, data: Prisma.PersonUpdateInput = {}) {
  const person = await createPerson(role, { email: emailOf(id) });
  await appClient().person.update({ where: { id: person.id }, data });
  return person;
}
export const emailOf = (id: string) => `${id}@example.org`.toLowerCase();

/** The address at the provider to which the button leads. */
export async function begin(query: Record<string, string> = {}): Promise<string> {
  const answer = await beginSignIn(request(`${origin}/api/sign-in/oidc?${new URLSearchParams(query)}`));
  if (answer.status !== 200) return answer.headers.get("location") ?? "";
  const [, address = ""] = /content="0;url=([^"]+)"/.exec(await answer.text()) ?? [];
  return address.replaceAll("&amp;", "&");
}
export const finish = async (address: URL): Promise<string> =>
  (await finishSignIn(request(address.href))).headers.get("location") ?? "";

/** The whole way of a browser. @returns where it ends */
export async function signIn(id: string, query: Record<string, string> = {}): Promise<string> {
  provider.signedIn = id;
  return finish(await provider.visit(await begin(query)));
}
export const whoIsIn = async () => {
  const id = await openSession(jar.get(cookieName));
  return id ? await findActorBySession(id) : null;
};
export const problem = (why: string) => `/sign-in?problem=${why}&next=%2Fdesk`;
export const eventsAbout = async (personId: string) =>
  (await appClient().auditEvent.findMany({ where: { subjectId: personId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
export const personOf = (id: string) => appClient().person.findUnique({ where: { email: emailOf(id) } });
