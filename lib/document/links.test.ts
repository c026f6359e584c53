import { expect, test } from "vitest";
import { isStorable, storable } from "./characters.ts";
import { linkFromInput, safeHref, writtenHref } from "./links.ts";

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

test("a page writes an address without what no address may hold, and none that names somebody before its host", () => {
  for (const [href, written] of [
    ["https://example.org/a?b=c%20d#e", "https://example.org/a?b=c%20d#e"],
    ["http://[::1]/", "http://[::1]/"],
    ["https://пример.рф/а", "https://пример.рф/а"],
    ["mailto:desk@example.org", "mailto:desk@example.org"],
    ["https://example.org/a/##11", "https://example.org/a/#%2311"],
    ["/a/>%20b|c", "/a/%3E%20b%7Cc"],
    ["https://example.org/_[id?x=[1]", "https://example.org/_%5Bid?x=%5B1%5D"],
    ["http://host\\_a/b\\_c", "http://host/_a/b/_c"],
    ["https://example.org/100%", "https://example.org/100%25"],
    ["http://@somebody", null],
    ["https://bank.example@evil.example/", null],
    ["javascript:alert(1)", null],
  ])
    expect([href, writtenHref(href)]).toEqual([href, written]);
  expect(linkFromInput("http://desk@example.org")).toBe("mailto:desk@example.org");
});

test("what a person types becomes an address when it can", () => {
  expect(linkFromInput(" example.org/a b ")).toBe("https://example.org/a%20b");
  expect(linkFromInput("desk@example.org")).toBe("mailto:desk@example.org");
  expect(linkFromInput("/city")).toBe("/city");
  expect(linkFromInput("müller.de")).toBe("https://müller.de");
  expect(linkFromInput("//example.org/a")).toBe("https://example.org/a");
  expect(linkFromInput("anna@müller.de")).toBe("mailto:anna@müller.de");
  expect(linkFromInput("https://example.org")).toBe("https://example.org");
  for (const input of [
    "",
    "javascript:alert(1)",
    "just words",
    "//comment",
    "1.5",
    "javascript:alert(1)//example.org",
    "a@b",
  ])
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
