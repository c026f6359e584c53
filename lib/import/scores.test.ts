import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { plainText } from "../document/text.ts";
import { openReader } from "./formats.ts";
import type { ImportItem, ReadResult } from "./item.ts";
import { openSource, type Source } from "./source.ts";
import { convertStory } from "./story.ts";

const pictureId = "0190a6c0-0000-7000-8000-000000000001";

/** Kept and wanted of each thing that an archive has. */
type Score = Record<"items" | "words" | "links" | "pictures" | "authors" | "dates", { kept: number; wanted: number }>;

const wordsIn = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

/** Words of prose in HTML or Markdown: what a tag, an address, a shortcode or code holds is none. */
const prose = (text: string): string =>
  text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, " ")
    .replace(/<!--[\s\S]*?-->|<(script|style|iframe|form)\b[\s\S]*?<\/\1>|<[^>]*>|\{[{%][\s\S]*?[}%]\}|`[^`]*`/g, " ")
    .replace(/\]\([^)]*\)|^\[[^\]]*\]:.*$|https?:\/\/\S+|&\w+;|\{:[^}]*\}/gm, " ");

const addressesIn = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, address = ""]) => address.replaceAll("&amp;", "&")));

async function add(score: Score, item: ImportItem): Promise<void> {
  const pictures = new Set<string>();
  const doc = await convertStory(item, {
    takePicture: async (src) => {
      pictures.add(src);
      return { id: pictureId, alt: "", caption: "", credit: "" };
    },
    resolve: (name) => name,
    href: (given) => given,
    fields: { section: null, topics: [], authors: [] },
    warn: () => {},
  });
  const left = new Map<string, number>();
  for (const word of wordsIn(plainText(doc))) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of wordsIn(prose(item.body.text))) {
    score.words.wanted += 1;
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    score.words.kept += 1;
  }
  const json = JSON.stringify(doc.toJSON());
  for (const address of addressesIn(item.body.text, /(?:<a [^>]*href="|\w\]\()(https?:\/\/[^\s"')]+)/g)) {
    score.links.wanted += 1;
    if (json.includes(JSON.stringify(address).slice(1, -1))) score.links.kept += 1;
  }
  for (const address of addressesIn(item.body.text, /(?:<img [^>]*src="|!\[[^\]]*\]\()([^\s"'){}]+)/g)) {
    score.pictures.wanted += 1;
    if (pictures.has(address)) score.pictures.kept += 1;
  }
}

/** @param wanted what the files hold by a plain look at them */
async function scoreOf(
  source: Source,
  wanted: (text: string, file: string) => Pick<Record<keyof Score, number>, "items" | "authors" | "dates">,
  files: readonly string[],
): Promise<{ format: string; score: Score }> {
  const none = () => ({ kept: 0, wanted: 0 });
  const score: Score = {
    items: none(),
    words: none(),
    links: none(),
    pictures: none(),
    authors: none(),
    dates: none(),
  };
  for (const file of files) {
    const found = wanted((await source.read(file)).toString("latin1"), file);
    for (const name of ["items", "authors", "dates"] as const) score[name].wanted += found[name];
  }
  const { format, reader } = await openReader(source, readOptions, undefined);
  const read: ReadResult[] = await Array.fromAsync(reader.items());
  for (const result of read) {
    if (!("item" in result)) continue;
    score.items.kept += 1;
    if (result.item.authors.length > 0) score.authors.kept += 1;
    if (result.item.date) score.dates.kept += 1;
    await add(score, result.item);
  }
  return { format, score };
}

const percent = ({ kept, wanted }: { kept: number; wanted: number }): number =>
  wanted === 0 ? 100 : Math.floor((1000 * kept) / wanted) / 10;

function check(name: string, score: Score, floor: Record<keyof Score, number>): void {
  const parts = Object.entries(score) as [keyof Score, Score[keyof Score]][];
  const cells = parts.map(([part, each]) => `${part} ${percent(each)} % of ${each.wanted}`);
  process.stdout.write(`import score, ${name}: ${cells.join(", ")}\n`);
  for (const [part, each] of parts) expect(percent(each), `${name}, ${part}`).toBeGreaterThanOrEqual(floor[part]);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const feeds = corpusFolder("3-wire/give/miniflux-feeds");
test.skipIf(feeds === null)(
  "feeds of other sites keep their items, words, links, pictures, authors and dates",
  async () => {
    const folder = feeds ?? "";
    const files = Object.fromEntries(
      fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file))]),
    );
    const found = (text: string) => {
      const items = text.match(/<(item|entry)\b[\s\S]*?<\/\1>/g) ?? [];
      return {
        items: items.length,
        authors: items.filter((each) => /<(?:dc:creator|author)>\s*\S/.test(each)).length,
        dates: items.filter((each) => /<(?:pubDate|dc:date|updated|published)>/.test(each)).length,
      };
    };
    const { format, score } = await scoreOf(sourceOf(files), found, Object.keys(files));
    expect(format).toBe("feed");
    check("feed", score, { items: 100, words: 100, links: 100, pictures: 100, authors: 100, dates: 100 });
  },
);

const archive = corpusFolder("5-corpus/give/18f-posts-2014-2015.tar.gz");
test.skipIf(archive === null)("Markdown keeps its items, words, links, pictures, authors and dates", async () => {
  const source = await openSource(archive ?? "");
  try {
    const markdown = source.markdown.filter((_, index) => index % 14 === 0);
    const found = (text: string, file: string) => ({
      items: 1,
      authors: Math.min(1, count(text, /^authors?:\s*(?:\S|\n\s*-)/gm)),
      dates: Math.min(1, count(`${text}\n${path.basename(file)}`, /^(?:date:|\d{4}-\d\d-\d\d-)/gm)),
    });
    const { score } = await scoreOf({ ...source, markdown }, found, markdown);
    check("markdown", score, { items: 100, words: 99.8, links: 98, pictures: 100, authors: 100, dates: 100 });
  } finally {
    await source.close();
  }
});
