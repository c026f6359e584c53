import { expect, test } from "vitest";
import { addressesIn, onlyAddress } from "./bare-addresses.ts";

const found = (text: string): string[] =>
  addressesIn(text).map(({ from, to, href }) => `${text.slice(from, to)} → ${href}`);

test.each([
  ["See https://example.org/a_b?c=d#e.", ["https://example.org/a_b?c=d#e → https://example.org/a_b?c=d#e"]],
  [
    "www.example.org, example.org/a",
    ["www.example.org → https://www.example.org", "example.org/a → https://example.org/a"],
  ],
  ["bei müller.de gekauft", ["müller.de → https://müller.de"]],
  ["//example.org/a", ["//example.org/a → https://example.org/a"]],
  ["(https://example.org/wiki/A_(b)).", ["https://example.org/wiki/A_(b) → https://example.org/wiki/A_(b)"]],
  ["Write to desk@example.org!", ["desk@example.org → mailto:desk@example.org"]],
  ["“https://example.org”", ["https://example.org → https://example.org"]],
  ["пример.рф и https://пример.рф/а", ["пример.рф → https://пример.рф", "https://пример.рф/а → https://пример.рф/а"]],
  ["HTTPS://EXAMPLE.ORG/A", ["HTTPS://EXAMPLE.ORG/A → HTTPS://EXAMPLE.ORG/A"]],
  ["https://example.org:8080/a，下一句", ["https://example.org:8080/a → https://example.org:8080/a"]],
  ["<https://example.org/a>", ["https://example.org/a → https://example.org/a"]],
  ["https://example.org/a—and", ["https://example.org/a → https://example.org/a"]],
])("finds the addresses in “%s”", (text, addresses) => {
  expect(found(text)).toEqual(addresses);
});

test.each([
  "z.B. und u.a. und d.h.",
  "the U.S.A and S.p.A",
  "It ended.Es war spät.",
  "notes.md, script.py, photo.jpg, story.docx",
  "3.5 and 12.10.2026 and 1.000.000",
  "// a comment",
  "and/or, he/she",
  "javascript:alert(1)",
  "https:// and http://",
  "@handle and a.b@c",
  "…example",
])("finds no address in “%s”", (text) => {
  expect(found(text)).toEqual([]);
});

test("tells whether a text is one address and nothing else", () => {
  expect(onlyAddress(" https://example.org/a \n")).toBe("https://example.org/a");
  expect(onlyAddress("müller.de")).toBe("https://müller.de");
  expect(onlyAddress("see example.org")).toBeNull();
  expect(onlyAddress("example.org and more")).toBeNull();
});
