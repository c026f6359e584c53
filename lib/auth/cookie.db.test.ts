import { decode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { newId } from "../ids.ts";
import { secret } from "../process.ts";
import { cookieName, cookieOptions, openSession, sealSession, sessionOfHeaders } from "./cookie.ts";

test("the cookie holds the id of the session and nothing about the person", async () => {
  const id = newId();
  const cookie = await sealSession(id);
  const { iat: _iat, exp: _exp, jti: _jti, ...held } = (await decode({ token: cookie, secret: secret() })) ?? {};
  expect(held).toEqual({ sid: id });
  expect(await openSession(cookie)).toBe(id);
});

test("a cookie that was changed, or that others sealed, opens nothing", async () => {
  const cookie = await sealSession(newId());
  expect(await openSession(`${cookie.slice(0, -4)}AAAA`)).toBeNull();
  expect(await openSession("nonsense")).toBeNull();
  expect(await openSession(undefined)).toBeNull();
});

test("the session is found among the cookies of a request that did not come through Next", async () => {
  const id = newId();
  const cookie = `theme=dark; ${cookieName}=${await sealSession(id)}; other=1`;
  expect(await sessionOfHeaders({ cookie })).toBe(id);
  expect(await sessionOfHeaders({})).toBeNull();
});

test("the cookie travels in the clear only where the whole site does", () => {
  expect(cookieOptions(new Headers({ "x-forwarded-proto": "https" }))).toMatchObject({ secure: true, httpOnly: true });
  expect(cookieOptions(new Headers({ "x-forwarded-proto": "http" })).secure).toBe(false);
});
