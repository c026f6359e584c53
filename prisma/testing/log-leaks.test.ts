import { expect, test } from "vitest";
import { findLeaks } from "./log-leaks.ts";

test.each([
  ["an email address", "for first.last@example.org"],
  ["the name of a person", "reporter-4zd-1f could not be saved"],
  ["a password", "wrong: correct-horse-battery"],
  ["the hash of a password", "$argon2id$v=19$m=19456"],
  ["a token of a link or a key", "/reset/wN5mYiFjgHWpHlDKy_JXiSYfIVknWHdskTbclF5eulg"],
  ["a token of a link or a key", "Bearer galley_wN5mYiFjgHWpHlDKy_JXiSYfIVknWHdskTbclF5eulg"],
  ["the secret of a webhook", "whsec_K5oZfzN95Z9UVu1EsfQm"],
  ["the token of a session", "galley=eyJhbGciOiJkaXIi..abc.def"],
  ["the secret of an authenticator app", "otpauth://totp/Galley"],
  ["a password in an address", "postgresql://galley:secret@127.0.0.1/galley"],
])("finds %s in a log", (kind, text) => {
  expect(findLeaks(["nothing", JSON.stringify({ text })])).toEqual([expect.stringContaining(`${kind} (`)]);
});

test("finds nothing in lines without secrets and personal data", () => {
  const lines = [
    { id: "01a2277a-0d18-70f8-ad01-d732e9c0cdf3", path: "node_modules/@prisma/client/runtime/client.js:65:8643" },
    { url: "http://127.0.0.1:3999/city/night-ferry-returns", sha256: "a".repeat(64) },
    { role: "REPORTER", door: "action people/actions.ts editor-panel" },
  ];
  expect(findLeaks(lines.map((line) => JSON.stringify(line)))).toEqual([]);
});
