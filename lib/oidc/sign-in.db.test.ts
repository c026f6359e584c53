// Who is signed in by a provider, and what is refused.
import { describe, expect, test, vi } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import {
  account,
  begin,
  emailOf,
  eventsAbout,
  finish,
  jar,
  origin,
  personFor,
  personOf,
  problem,
  provider,
  signIn,
  use,
  whoIsIn,
} from "#prisma/testing/provider-hooks.ts";
import { startProvider } from "#prisma/testing/sign-in-provider.ts";
import { cookieName, openSession } from "../auth/cookie.ts";
import { findActorBySession, findSessionOwner } from "../auth/data.ts";
import { signInWithPassword } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { setSessionCookies } from "../auth/session-cookies.ts";
import { ticketCookieName } from "../auth/ticket.ts";
import { reactivatePerson, suspendPerson } from "../people/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { callbackPath } from "./provider.ts";

describe("signing in with a provider", () => {
  test("links an account by its verified email, and leads to where the person wanted to go", async () => {
    const id = account();
    const person = await personFor("EDITOR", id);
    expect(await signIn(id, { next: "/desk/inbox" })).toBe("/desk/inbox");
    expect(await whoIsIn()).toMatchObject({ id: person.id, role: "EDITOR" });
    expect(await eventsAbout(person.id)).toEqual(["person.provider_linked", "person.provider_sign_in"]);
  });

  test("finds a linked account again after its email has changed at the provider", async () => {
    const id = account();
    const person = await personFor("REPORTER", id);
    await signIn(id);
    provider.accounts.set(id, { claims: { email: "married@example.org", email_verified: false } });
    jar.clear();
    expect(await signIn(id)).toBe("/desk");
    expect(await whoIsIn()).toMatchObject({ id: person.id, email: emailOf(id) });
  });

  test("makes an account with a byline for a domain of the settings, and for no other", async () => {
    use({ domains: ["example.org"], newRole: "reporter" });
    const id = account({ name: "Ines Okafor" });
    expect(await signIn(id)).toBe("/desk");
    expect(await whoIsIn()).toMatchObject({ name: "Ines Okafor", email: emailOf(id), role: "REPORTER" });
    const person = await personOf(id);
    expect(await appClient().author.count({ where: { personId: person?.id ?? "" } })).toBe(1);
    expect(await eventsAbout(person?.id ?? "")).toEqual([
      "person.created",
      "person.provider_linked",
      "person.joined",
      "person.provider_sign_in",
    ]);
    jar.clear();
    expect(await signIn(account({ email: "ines@example.org.evil.example" }))).toBe(problem("no-account"));
    expect(jar.has(cookieName)).toBe(false);
  });

  test("accepts an invitation", async () => {
    const id = account();
    const invited = await personFor("REPORTER", id, { state: "INVITED" });
    expect(await signIn(id)).toBe("/desk");
    expect(await whoIsIn()).toMatchObject({ id: invited.id });
    expect(await eventsAbout(invited.id)).toContain("person.joined");
  });

  test.each([
    ["an email that is not verified", { email_verified: false }, "unverified"],
    ["an email of which nothing is said", { email_verified: undefined }, "unverified"],
    ["no email at all", { email: undefined }, "no-email"],
  ])("refuses %s, although the account exists", async (_case, claims, why) => {
    const id = account(claims);
    await personFor("ADMIN", id);
    expect(await signIn(id)).toBe(problem(why));
    expect(jar.has(cookieName)).toBe(false);
  });

  test("accepts an email without a word about it where the settings trust the provider", async () => {
    use({ trustsEmail: true });
    const id = account({ email_verified: undefined });
    const person = await personFor("REPORTER", id);
    await signIn(id);
    expect(await whoIsIn()).toMatchObject({ id: person.id });
  });

  test("gives an account to nobody who has got the email of its owner at the provider", async () => {
    const [first, second] = [account(), account()];
    const person = await personFor("EDITOR", first);
    await signIn(first);
    jar.clear();
    provider.accounts.set(second, { claims: { email: emailOf(first), email_verified: true } });
    expect(await signIn(second)).toBe(problem("linked-elsewhere"));
    expect((await eventsAbout(person.id)).at(-1)).toBe("person.provider_refused");
  });

  test("keeps a suspended person out, at the first sign-in and later", async () => {
    const id = account();
    const person = await personFor("REPORTER", id);
    await signIn(id);
    await suspendPerson(await createPerson("ADMIN"), { personId: person.id });
    jar.clear();
    expect(await signIn(id)).toBe(problem("suspended"));
    await reactivatePerson(await createPerson("ADMIN"), { personId: person.id });
    expect(await appClient().person.findUnique({ where: { id: person.id } })).toMatchObject({ state: "ACTIVE" });
    const other = account();
    await personFor("REPORTER", other, { state: "SUSPENDED" });
    expect(await signIn(other)).toBe(problem("suspended"));
    expect(jar.has(cookieName)).toBe(false);
  });

  test("keeps a person out whose account was removed at the provider", async () => {
    const id = account();
    await personFor("REPORTER", id);
    await signIn(id);
    provider.accounts.delete(id);
    jar.clear();
    expect(await signIn(id)).toBe(problem("denied"));
  });

  test("ends the session after a day, however much it is used", async () => {
    const id = account();
    await personFor("REPORTER", id);
    await signIn(id);
    const sessionId = (await openSession(jar.get(cookieName))) ?? "";
    const { method, endsAt } = await appClient().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(method).toBe("PROVIDER");
    expect(Math.round((endsAt.getTime() - Date.now()) / 3_600_000)).toBe(24);
  });
});

describe("what is not an answer of the provider to this browser", () => {
  const start = async () => {
    const id = account();
    await personFor("REPORTER", id);
    provider.signedIn = id;
    return provider.visit(await begin());
  };
  const expectRefusal = async (address: URL, why: string) => {
    expect(await finish(address)).toBe(problem(why));
    expect(jar.has(cookieName)).toBe(false);
  };

  test("another state is refused", async () => {
    const back = await start();
    back.searchParams.set("state", "made-up");
    await expectRefusal(back, "expired");
  });

  test("another browser is refused", async () => {
    const back = await start();
    jar.clear();
    await expectRefusal(back, "expired");
  });

  test("a code of another attempt is refused, because its nonce and its proof key differ", async () => {
    const [first, second] = [await start(), await start()];
    second.searchParams.set("code", first.searchParams.get("code") ?? "");
    await expectRefusal(second, "failed");
  });

  test("another issuer is refused", async () => {
    const back = await start();
    back.searchParams.set("iss", "https://evil.example");
    await expectRefusal(back, "failed");
    use({ issuer: provider.settings.issuer.replace("127.0.0.1", "localhost") });
    expect(await begin()).toBe(problem("unreachable"));
  });

  test("an address that was used already is refused, also with its cookie", async () => {
    const back = await start();
    const cookies = [...jar];
    expect(await finish(back)).toBe("/desk");
    jar.clear();
    for (const [name, value] of cookies) jar.set(name, value);
    await expectRefusal(back, "expired");
  });

  test.each([
    ["that has expired", { exp: Math.floor(Date.now() / 1000) - 120 }],
    ["with the nonce of another attempt", { nonce: "another" }],
    ["of another issuer", { iss: "https://evil.example" }],
    ["for another client", { aud: "another" }],
  ])("an ID token %s is refused", async (_case, changed) => {
    provider.change = (claims) => ({ ...claims, ...changed });
    await expectRefusal(await start(), "failed");
  });

  test("an ID token with another signature is refused", async () => {
    provider.hasWrongKey = true;
    await expectRefusal(await start(), "failed");
  });

  test("an attempt that took longer than ten minutes is refused", async () => {
    const back = await start();
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ["Date"] });
    try {
      await expectRefusal(back, "expired");
    } finally {
      vi.useRealTimers();
    }
  });

  test("a provider that is down leads back to the sign-in page", async () => {
    const other = await startProvider(`${origin}${callbackPath}`);
    use({ ...other.settings });
    const id = unique("subject");
    other.accounts.set(id, { claims: { email: emailOf(id), email_verified: true } });
    other.signedIn = id;
    const back = await other.visit(await begin());
    await other.stop();
    await expectRefusal(back, "unreachable");
    use({ ...other.settings });
    expect(await begin({ next: "/desk/inbox" })).toBe("/sign-in?problem=unreachable&next=%2Fdesk%2Finbox");
  });
});

describe("second factors", () => {
  const totpSecret = "sealed";

  test("an account with an authenticator is asked for a code where the provider asked for one factor", async () => {
    const id = account({}, { amr: ["pwd"] });
    await personFor("REPORTER", id, { totpSecret });
    expect(await signIn(id, { next: "/desk/inbox" })).toBe("/sign-in/code?next=%2Fdesk%2Finbox");
    expect(jar.has(cookieName)).toBe(false);
    expect(jar.has(ticketCookieName)).toBe(true);
  });

  test.each([
    ["mfa", { amr: ["pwd", "mfa"] }],
    ["methods of two kinds", { amr: ["pwd", "otp"] }],
    ["a class of the settings", { acr: "gold" }],
  ])("no code is asked for where the provider names %s", async (_case, login) => {
    use({ acr: ["gold"] });
    const id = account({}, login);
    await personFor("REPORTER", id, { totpSecret, secondFactorDue: new Date(0) });
    expect(await signIn(id)).toBe("/desk");
    expect(await whoIsIn()).toMatchObject({ email: emailOf(id) });
  });

  test("two methods of one kind are one factor", async () => {
    const id = account({}, { amr: ["pwd", "pin"] });
    await personFor("REPORTER", id, { secondFactorDue: new Date(0) });
    await signIn(id);
    const owner = await findSessionOwner((await openSession(jar.get(cookieName))) ?? "");
    expect(owner).toMatchObject({ unfinished: "SECOND_FACTOR" });
  });

  test("a sign-in for which the provider asked nothing is no recent proof of who somebody is", async () => {
    const anHourAgo = Math.floor(Date.now() / 1000) - 3_600;
    provider.change = (claims) => ({ ...claims, auth_time: anHourAgo });
    const id = account();
    await personFor("REPORTER", id);
    await signIn(id);
    const sessionId = (await openSession(jar.get(cookieName))) ?? "";
    const { confirmedAt } = await appClient().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(confirmedAt.getTime()).toBe(anHourAgo * 1_000);
    expect(await signIn(id, { fresh: "1" })).toBe(problem("failed"));
    provider.change = (claims) => claims;
    expect(await signIn(id, { fresh: "1" })).toBe("/desk");
  });

  test("signing in again beside unsaved text is refused as somebody else", async () => {
    const [id, other] = [account(), account()];
    const person = await personFor("REPORTER", id);
    await personFor("REPORTER", other);
    const query = { tab: "1", person: person.id, fresh: "1" };
    expect(await signIn(other, query)).toBe("/sign-in?problem=other-person&next=%2Fdesk%2Fsigned-in");
    expect(jar.has(cookieName)).toBe(false);
    expect(await signIn(id, query)).toBe("/desk/signed-in");
  });
});

test("a sign-in over https replaces a session cookie of the earlier name by one that only this host can set", async () => {
  const { sessionId } = await createPerson("REPORTER");
  jar.set("galley.session", "a cookie from before");
  await setSessionCookies(sessionId, new Headers({ host: "news.example.org", "x-forwarded-proto": "https" }));
  expect([...jar.keys()].sort()).toEqual(["__Host-galley.browser", "__Host-galley.session"]);
  expect(await openSession(jar.get("__Host-galley.session"))).toBe(sessionId);
});

describe("passwords turned off", () => {
  const password = "correct-horse-battery";

  test("a password signs in nobody but emergency accounts", async () => {
    use({ isOnly: true });
    const passwordHash = await hashPassword(password);
    const reporter = await createPerson("REPORTER", { passwordHash });
    const admin = await personFor("ADMIN", unique("admin"), { passwordHash, isBreakGlass: true });
    await expect(signInWithPassword({ email: reporter.email, password }, "192.0.2.9")).rejects.toMatchObject({
      code: "PROVIDER_ONLY",
      detail: { provider: "Example ID" },
    });
    await expect(signInWithPassword({ email: reporter.email, password: "wrong" }, "192.0.2.9")).rejects.toMatchObject({
      code: "WRONG_PASSWORD",
    });
    const sessionId = await signInWithPassword({ email: admin.email, password }, "192.0.2.9");
    expect(await findActorBySession(sessionId)).toMatchObject({ id: admin.id });
  });
});
