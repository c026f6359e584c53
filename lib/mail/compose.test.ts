import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { composeMail } from "./compose.ts";
import { buildMessage } from "./smtp.ts";
import type { MailContent } from "./types.ts";

const frame = { paper: "The Ledger & Sons", unsubscribe: null, choices: null };
const content: MailContent = {
  parts: [
    "Lena <script>alert(1)</script> sent back “Harbour plans”.",
    { quote: "Check the figures.\nAll of them." },
    { button: "Open the story", href: "https://news.example.org/desk/stories/1?a=1&b=2" },
    { items: [{ text: "One\nline", detail: "More", href: "https://news.example.org/one" }, { text: "Two" }] },
  ],
};
const raw = async (given: {
  subject?: string;
  name?: string;
  from?: string;
  unsubscribe?: string;
  content?: MailContent;
}) =>
  (
    await buildMessage({
      ...composeMail(given.subject ?? "A subject", given.content ?? content, frame),
      id: "0198c0de-0000-7000-8000-000000000001",
      date: new Date("2026-05-01T10:00:00Z"),
      from: { name: given.from ?? "The Ledger", address: "news@example.org" },
      to: { name: given.name ?? "", address: "lena@example.org" },
      unsubscribe: given.unsubscribe ?? null,
    })
  ).toString("utf8");

test("plain text and HTML hold the same words and links", () => {
  const { text, html } = composeMail("A subject", content, frame);
  for (const words of ["sent back “Harbour plans”", "All of them.", "Open the story", "More", "Two"]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).toContain("Open the story:\nhttps://news.example.org/desk/stories/1?a=1&b=2");
  expect(text).toContain("> Check the figures.\n> All of them.");
  expect(text).toContain("- One line\n  More\n  https://news.example.org/one");
  expect(html).toContain('href="https://news.example.org/desk/stories/1?a=1&#38;b=2"');
});

test("HTML shows markup as text, and names the paper", () => {
  const { html, text } = composeMail("<b>", content, frame);
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain("&#60;script&#62;alert(1)");
  expect(html).toContain("Sent by The Ledger &#38; Sons.");
  expect(text).toContain("Sent by The Ledger & Sons.");
});

test("HTML loads nothing, and names colours for dark mode", () => {
  const { html } = composeMail("A subject", content, frame);
  expect(html).not.toMatch(/<img|<link|@import|url\(|src=|background=/i);
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain("prefers-color-scheme:dark");
});

test("a link that is no web address is left out of HTML", () => {
  const { html } = composeMail("A", { parts: [{ button: "Go", href: "javascript:alert(1)" }] }, frame);
  expect(html).not.toContain("javascript:");
});

test.each([
  ["en", "ltr"],
  ["ar", "rtl"],
])("a message in %s says so and runs %s", async (language, direction) => {
  const { html } = composeMail("A", { ...content, language }, frame);
  expect(html).toContain(`<html lang="${language}" dir="${direction}">`);
  expect(html).toContain('<blockquote class="line" dir="auto"');
  expect(await raw({ content: { ...content, language } })).toMatch(
    new RegExp(`^Content-Language: ${language}\\r$`, "m"),
  );
});

test.each(["A\r\nBcc: all@example.org", "A\nBcc: all@example.org", "A\u2028\u0000\u0085Bcc: x@example.org"])(
  "a line end in subject, name or sender begins no header: %j",
  async (text) => {
    const message = await raw({ subject: text, name: text, from: text });
    expect(message.split("\r\n\r\n")[0]).not.toMatch(/^Bcc/im);
    const parsed = await simpleParser(message);
    expect(parsed.headers.has("bcc")).toBe(false);
    expect([parsed.to].flat()[0]?.value).toHaveLength(1);
  },
);

test.each(["张伟", "Зоя Кац", "نور", 'Zoë, "the" <Editor>', "🦊".repeat(40)])(
  "a name in any script arrives as it was: %s",
  async (name) => {
    const message = await raw({ name, from: name, subject: `For ${name}` });
    expect(message.split("\r\n\r\n")[0]).toMatch(/^[\x20-\x7e\r\n]*$/);
    const parsed = await simpleParser(message);
    expect([parsed.to].flat()[0]?.value).toEqual([{ name, address: "lena@example.org" }]);
    expect(parsed.from?.value).toEqual([{ name, address: "news@example.org" }]);
    expect(parsed.subject).toBe(`For ${name}`);
  },
);

test("a message says that it was generated, and a notice how to stop it with one request", async () => {
  const unsubscribe = `https://news.example.org/unsubscribe/${"a".repeat(90)}`;
  const notice = await simpleParser(await raw({ unsubscribe }));
  expect(notice.headers.get("auto-submitted")).toBe("auto-generated");
  expect(await raw({ unsubscribe })).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(notice.headers.get("list")).toMatchObject({ unsubscribe: { url: unsubscribe } });
  expect(await raw({})).not.toMatch(/^List-/m);
  expect(notice.messageId).toBe("<0198c0de-0000-7000-8000-000000000001@example.org>");
});
