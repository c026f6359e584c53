import { decode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { newId } from "../ids.ts";
import { secret } from "../process.ts";
import { addPerson, openBrowser, sealBrowser } from "./browser-cookie.ts";
import {
  cookieName,
  cookieNameFor,
  cookieOptions,
  openSession,
  readCookie,
  sealSession,
  sessionOfHeaders,
} from "./cookie.ts";

test("the session cookie holds the session id and nothing about the person", async () => {
  const id = newId();
  const cookie = await sealSession(id);
  const { iat: _iat, exp: _exp, jti: _jti, ...held } = (await decode({ token: cookie, secret: secret() })) ?? {};
  expect(held).toEqual({ sid: id });
  expect(await openSession(cookie)).toBe(id);
});

test("rejects a session cookie that was changed or sealed with another key", async () => {
  const cookie = await sealSession(newId());
  expect(await openSession(`${cookie.slice(0, -4)}AAAA`)).toBeNull();
  expect(await openSession("nonsense")).toBeNull();
  expect(await openSession(undefined)).toBeNull();
});

test("finds the session cookie in a request that did not pass through Next", async () => {
  const id = newId();
  const cookie = `theme=dark; ${cookieName}=${await sealSession(id)}; other=1`;
  expect(await sessionOfHeaders({ cookie })).toBe(id);
  expect(await sessionOfHeaders({})).toBeNull();
});

test("the session cookie is secure unless the whole site runs over HTTP", () => {
  expect(cookieOptions(new Headers({ "x-forwarded-proto": "https" }))).toMatchObject({ secure: true, httpOnly: true });
  expect(cookieOptions(new Headers({ "x-forwarded-proto": "http" })).secure).toBe(false);
});

test("over https the cookie's name makes browsers accept it from this host alone", () => {
  const [https, http] = [new Headers({ "x-forwarded-proto": "https" }), new Headers()];
  expect(cookieNameFor(cookieName, https)).toBe("__Host-galley.session");
  expect(cookieOptions(https)).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true }); // no domain, or browsers refuse it
  expect(cookieNameFor(cookieName, http)).toBe("galley.session");
});

test("a cookie with the prefix comes before one without, which another host of the domain may have set", async () => {
  const [own, other] = [newId(), newId()];
  const cookies = [`${cookieName}=${await sealSession(other)}`, `__Host-${cookieName}=${await sealSession(own)}`];
  for (const cookie of [cookies.join("; "), cookies.toReversed().join("; ")])
    expect(await sessionOfHeaders({ cookie })).toBe(own);
  const jar = new Map([
    ["galley.session", { value: "other" }],
    ["__Host-galley.session", { value: "own" }],
  ]);
  expect(readCookie(jar, cookieName)).toBe("own");
});

test("a session from before the site had https goes on", async () => {
  const id = newId();
  expect(await sessionOfHeaders({ cookie: `galley.session=${await sealSession(id)}` })).toBe(id);
});

test("a browser remembers the last eight people who signed in, each once", async () => {
  const people = Array.from({ length: 9 }, newId);
  let browser = addPerson(null, people[0] ?? "");
  const { id } = browser;
  for (const person of [...people.slice(1), people[5] ?? ""]) browser = addPerson(browser, person);
  expect(await openBrowser(await sealBrowser(browser))).toEqual({
    id,
    people: [5, 8, 7, 6, 4, 3, 2, 1].map((index) => people[index]),
  });
});

test("rejects a changed browser cookie, and never accepts one kind of cookie as the other", async () => {
  const session = await sealSession(newId());
  const browser = await sealBrowser(addPerson(null, newId()));
  expect(await openBrowser(session)).toBeNull();
  expect(await openSession(browser)).toBeNull();
  expect(await openBrowser(`${browser.slice(0, -4)}AAAA`)).toBeNull();
  expect(await openBrowser("nonsense")).toBeNull();
});
