import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { storyArb } from "./arbitraries.ts";
import * as build from "./build.ts";
import { type FeedOptions, toFeedHtml } from "./feed.ts";
import type { NodeJson } from "./json.ts";
import { jsonForScript } from "./json-ld.ts";
import { readersDocument } from "./readers-document.ts";
import { plainText } from "./text.ts";

const id = "0190a6c0-0000-7000-8000-000000000001";
const options: FeedOptions = {
  pictureUrl: (picture) => `https://paper.example/pictures/${picture}.jpg`,
  mediaUrl: (media) => `https://paper.example/media/${media}/video.mp4`,
  storyLink: (story) => ({ url: `/city/${story}`, headline: "Trams & trains" }),
  base: "https://paper.example/city/2026/11/24/trams",
};
const html = (body: NodeJson[], more: Partial<build.StoryParts> = {}) =>
  toFeedHtml(build.storyDocument({ body, ...more }), options);

describe("a feed", () => {
  test("a feed gives every kind of block its element", () => {
    expect(html([build.paragraph(["a", build.lineBreak(), ...build.bold("b")])])).toBe(
      "<p>a<br><strong>b</strong></p>",
    );
    expect(html([build.subheading("x"), build.subheading("y", 3)])).toBe("<h2>x</h2><h3>y</h3>");
    expect(html([build.bulletList(["a", build.listItem("b", build.orderedList(["c"]))])])).toBe(
      "<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>",
    );
    expect(html([build.orderedList(["a"], 4)])).toBe('<ol start="4"><li>a</li></ol>');
    expect(html([build.quote(["a", "b"], "Mayor")])).toBe("<blockquote><p>a</p><p>b</p><p>— Mayor</p></blockquote>");
    expect(html([build.pullQuote(["a"]), build.divider()])).toBe("<blockquote><p>a</p></blockquote><hr>");
    expect(html([build.relatedStory(id)])).toBe(
      `<p>Read also: <a href="https://paper.example/city/${id}">Trams &amp; trains</a></p>`,
    );
    expect(
      html([build.figure({ picture: id, alt: 'A "blue" tram', caption: build.italic("Map"), credit: "Jo" })]),
    ).toBe(
      `<figure><img src="https://paper.example/pictures/${id}.jpg" alt="A &quot;blue&quot; tram"><figcaption><em>Map</em> <small>Jo</small></figcaption></figure>`,
    );
    expect(html([build.figure({ picture: id, alt: "x", decorative: true })])).toContain('alt=""');
    expect(
      html([
        build.table({
          caption: build.bold("Fares"),
          rows: [
            ["", "£"],
            ["Quay & pier", "3"],
          ],
          headRow: true,
          headColumn: true,
        }),
      ]),
    ).toBe(
      '<table><caption><strong>Fares</strong></caption><thead><tr><td></td><th scope="col">£</th></tr></thead><tbody><tr><th scope="row">Quay &amp; pier</th><td>3</td></tr></tbody></table>',
    );
  });

  test("a feed item has standfirst and main picture first, the closing box last, and headline and kicker as title", () => {
    const text = html([build.paragraph("Body")], {
      kicker: "K",
      headline: "H",
      standfirst: "S",
      mainFigure: { picture: id },
      keyPoints: ["P"],
      inShort: [build.paragraph("Z")],
    });
    expect(text.replace(/<figure>.*<\/figure>/, "[picture]")).toBe(
      "<p><b>S</b></p>[picture]<h2>Key points</h2><ul><li>P</li></ul><p>Body</p><h2>In short</h2><p>Z</p>",
    );
  });

  test("a feed puts an editor's note before the text, with its label marked as English", () => {
    const noted = (language: string) =>
      html([build.paragraph("Body")], { fields: { editorsNote: "A name <was> removed.", language } });
    expect(noted("en-GB")).toBe("<p><strong>Editor’s note.</strong> A name &lt;was&gt; removed.</p><p>Body</p>");
    expect(noted("ar")).toBe(
      '<p><strong lang="en" dir="ltr">Editor’s note.</strong> A name &lt;was&gt; removed.</p><p>Body</p>',
    );
    const attrs = { editorsNote: ["<script>"], language: { a: 1 } };
    expect(toFeedHtml({ type: "doc", attrs, content: [] }, options)).toBe("");
  });

  test("a feed writes a link across several formats once, absolute and correctly nested", () => {
    const text = [...build.link(["a", ...build.bold("b")], "/city"), ...build.bold("c")];
    expect(html([build.paragraph(text)])).toBe(
      '<p><a href="https://paper.example/city">a<strong>b</strong></a><strong>c</strong></p>',
    );
    expect(html([build.paragraph(build.link("x", "#top"))])).toContain(
      'href="https://paper.example/city/2026/11/24/trams#top"',
    );
    expect(
      toFeedHtml(build.storyDocument({ body: [build.paragraph(build.link("x", "/a"))] }), { ...options, base: "" }),
    ).toBe("<p>x</p>");
  });

  test("a feed omits hidden, empty and unknown blocks", () => {
    const hidden = { pictureUrl: () => null, storyLink: () => null };
    expect(
      toFeedHtml(
        build.storyDocument({
          body: [build.figure({ picture: id, caption: "x" }), build.relatedStory(id), build.paragraph()],
        }),
        hidden,
      ),
    ).toBe("");
    expect(
      toFeedHtml(
        {
          type: "doc",
          content: [
            { type: "hologram", content: [build.paragraph("x")] },
            build.paragraph([{ type: "text", text: "a", marks: [{ type: "blink" }] }]),
          ],
        },
        options,
      ),
    ).toBe("<p>a</p>");
  });

  test("a feed omits suggestions, from a document as well as from JSON", () => {
    const mark = (type: string) => [{ type, attrs: { id: "s1" } }];
    const doc = build.storyDocument({
      body: [
        build.paragraph([
          { type: "text", text: "old", marks: mark("deletion") },
          { type: "text", text: "new", marks: mark("insertion") },
        ]),
        { ...build.paragraph("added"), marks: mark("insertion") },
      ],
    });
    expect(toFeedHtml(doc, options)).toBe("<p>old</p>");
    expect(toFeedHtml(build.toJson(doc), options)).toBe("<p>old</p>");
  });

  test("a feed contains every word of the text", () => {
    const squeeze = (text: string) => text.replace(/\s+/g, "");
    const decoded = (text: string) =>
      text
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&amp;/g, "&");
    fc.assert(
      fc.property(storyArb, (doc) => {
        const feedText = squeeze(decoded(toFeedHtml(doc, options).replace(/<[^>]*>/g, " ")));
        readersDocument(doc).descendants((node) => {
          const isEmpty = node.attrs.media === null || node.attrs.embed === null;
          if (["kicker", "headline", "mainFigure", "figure"].includes(node.type.name) || isEmpty) return false;
          if (node.isTextblock) expect(feedText).toContain(squeeze(node.textContent));
          return true;
        });
        expect(feedText.length).toBeLessThan(squeeze(plainText(doc)).length + 200 + 200 * doc.childCount);
      }),
      { numRuns: 60 },
    );
  });
});

/** The only tags and attributes that a feed may hold; whatever is left after taking them out must hold no "<". */
const known =
  /<\/?(?:p|b|br|hr|h2|h3|ul|li|ol(?: start="\d+")?|blockquote|figure|figcaption|small|strong|em|s|sub|sup|code|a(?: href="[^"<>]*")?|img src="[^"<>]*" alt="[^"<>]*"|(?:video|audio)(?: controls preload="none" src="[^"<>]*"(?: poster="[^"<>]*")?)?)>/g;
function assertHarmless(text: string): void {
  for (const [, address] of text.matchAll(/(?:href|src)="([^"]*)"/g))
    expect(address).toMatch(/^(https?:\/\/|mailto:|tel:)/i);
  expect(text.replace(known, "")).not.toMatch(/[<>]/);
}

const vectors = [
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "//evil.example",
  'https://x/"onmouseover="alert(1)',
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "]]><script>",
  "<!--",
  "&#106;avascript:alert(1)",
  "\u0000<b>",
  "\ud800",
  "' onload='x",
];
/** The attacks of published collections, where the corpus holds them; without it only the list above is used. */
function collected(): string[] {
  const folder = corpusFolder("4-security/give");
  if (folder === null) return vectors;
  const lines = ["h5sc/vectors.txt", "owasp/XSS_Filter_Evasion_Cheat_Sheet.md"].flatMap((file) =>
    readFileSync(join(folder, file), "utf8").split("\n"),
  );
  const drawings = join(folder, "patt/XSS Injection/Files");
  const svg = readdirSync(drawings).map((file) => readFileSync(join(drawings, file), "utf8"));
  const strings = JSON.parse(readFileSync(join(folder, "blns/blns.json"), "utf8")) as string[];
  return [...vectors, ...strings, ...lines, ...svg].filter((line) => line !== "");
}

describe("hostile input", () => {
  /** A stored document that contains this value wherever a string is possible. */
  const poisoned = (evil: unknown): NodeJson => {
    const text = {
      type: "text",
      text: evil as string,
      marks: [{ type: "link", attrs: { href: evil, onclick: evil } }, { type: evil as string }],
    };
    const attrs = {
      id: evil,
      picture: evil,
      alt: evil,
      story: evil,
      start: evil,
      level: evil,
      size: evil,
      decorative: evil,
      onerror: evil,
    };
    const types = [
      "headline",
      "standfirst",
      "mainFigure",
      "keyPoints",
      "keyPoint",
      "paragraph",
      "subheading",
      "bulletList",
      "orderedList",
      "listItem",
      "blockquote",
      "pullQuote",
      "attribution",
      "figure",
      "relatedStory",
      "inShort",
      "text",
      evil as string,
    ];
    const leaves = types.map((type) => ({
      type,
      attrs,
      content: [text, { type: "caption", content: [text] }],
      text: evil as string,
    }));
    return {
      type: "doc",
      content: [
        ...leaves,
        { type: "figure", attrs: { ...attrs, picture: id }, content: [{ type: "caption", content: [text] }] },
        { type: "relatedStory", attrs: { story: id } },
      ],
    };
  };
  const evilOptions = (evil: string): FeedOptions => ({
    pictureUrl: () => evil,
    storyLink: () => ({ url: evil, headline: evil }),
    base: evil,
  });

  test("hostile input of every known kind becomes text or is dropped", () => {
    const list = collected();
    expect(list.length).toBeGreaterThanOrEqual(vectors.length);
    for (const evil of list) {
      assertHarmless(toFeedHtml(poisoned(evil), options));
      assertHarmless(toFeedHtml(poisoned(evil), evilOptions(evil)));
      expect(jsonForScript({ evil })).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(jsonForScript({ evil }))).toEqual({ evil });
    }
  });

  test("hostile input of any shape never breaks a feed", () => {
    const evil = fc.oneof(fc.anything(), fc.string(), fc.constantFrom(...vectors), fc.webUrl());
    fc.assert(
      fc.property(evil, (value) => {
        assertHarmless(toFeedHtml(poisoned(value), options));
      }),
      { numRuns: 400 },
    );
  });

  test("a feed of a document with hostile links is harmless", () => {
    for (const evil of collected()) {
      const text = build.link("x", evil);
      assertHarmless(html([build.paragraph(text)]));
    }
  });
});
