import { expect, test } from "vitest";
import { isStorable, storable } from "./characters.ts";
import { linkFromInput, safeHref } from "./links.ts";

test("safe addresses are given back as they are", () => {
  for (const href of [
    "https://example.org/a?b=c#d",
    "HTTP://example.org",
    "http://[::1]/",
    "mailto:desk@example.org?subject=Hi",
    "tel:+49-30-1234",
    "/city/2026/11/24/trams",
    "/",
    "#content",
    "https://пример.рф/а",
  ])
    expect(safeHref(href)).toBe(href);
});

test("everything that a browser could run or read as another site is refused", () => {
  for (const href of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:x",
    "\u0001javascript:x",
    "vbscript:x",
    "data:text/html,x",
    "blob:https://x/y",
    "file:///etc/passwd",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://",
    "http:\\\\evil.example",
    "https://a b",
    "mailto:",
    "tel:",
    "page.html",
    "",
    "?a=b",
    "https://example.org/\u2028",
    "\ufeffhttps://example.org",
    `https://example.org/${"x".repeat(2048)}`,
    "https://\ud800.example",
    1,
    null,
    undefined,
    {},
    ["https://example.org"],
  ])
    expect([href, safeHref(href)]).toEqual([href, null]);
});

test("what a person types becomes an address when it can", () => {
  expect(linkFromInput(" example.org/a b ")).toBe("https://example.org/a%20b");
  expect(linkFromInput("desk@example.org")).toBe("mailto:desk@example.org");
  expect(linkFromInput("/city")).toBe("/city");
  expect(linkFromInput("https://example.org")).toBe("https://example.org");
  for (const input of ["", "javascript:alert(1)", "just words", "javascript:alert(1)//example.org", "a@b"])
    expect(linkFromInput(input)).toBeNull();
});

test("text without what cannot be stored stays as it is, and the rest loses only that", () => {
  for (const text of ["", "Zoë\n\t👩‍👩‍👧", "שלום", "\u200b"]) {
    expect(isStorable(text)).toBe(true);
    expect(storable(text)).toBe(text);
  }
  expect(storable("a\u0000b\u0008\u0085c\uffff\r\n")).toBe("abc\r\n");
  expect(storable("x\ud83d")).toBe("x\ufffd");
});
