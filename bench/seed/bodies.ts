// The texts that stories are made of: real articles where there are some, else made-up ones. In each, names and numbers
// are places to be filled, so that no two stories read the same.
import type { Node } from "@tiptap/pm/model";
import { paragraph, type StoryParts, storyDocument, subheading } from "#lib/document/build.ts";
import { blocksOf } from "#lib/document/canonical.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { headlineOf, standfirstText, wordCount } from "#lib/document/text.ts";
import { isStoryFile, planEntry } from "#lib/import/markdown/plan.ts";
import { itemOfEntry } from "#lib/import/markdown/reader.ts";
import { openSource } from "#lib/import/source.ts";
import { convertStory } from "#lib/import/story.ts";

/** Placeholder for the part that differs between stories; replaced by `load.ts`. */
export const placeholders = {
  section: "00000000-0000-4000-8000-000000000001",
  topics: ["00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"],
  author: "00000000-0000-4000-8000-000000000004",
  picture: "00000000-0000-4000-8000-000000000005",
  /** Characters for private use: no text holds them. */
  numbers: ["\uE001", "\uE002", "\uE003", "\uE004"],
  names: ["\uE011", "\uE012", "\uE013"],
} as const;

/** `parts`: headline, standfirst, then the fields and blocks of the document as a revision keeps them. */
export type Body = { parts: string[]; words: number; hasPicture: boolean };

const fewest = 120;
const made = 400;

/** @param places folders and archives of Markdown, as GALLEY_BENCH_BODIES names them */
export async function readBodies(places: readonly string[]): Promise<Body[]> {
  const bodies: Body[] = [];
  for (const place of places) {
    const source = await openSource(place);
    try {
      for (const file of source.markdown.filter(isStoryFile)) {
        const doc = await convert(file, (await source.read(file)).toString("utf8"), bodies.length);
        if (doc && wordCount(doc) >= fewest) bodies.push(toBody(doc));
      }
    } finally {
      await source.close();
    }
  }
  if (bodies.length > 0) return bodies;
  return Array.from({ length: made }, (_, index) => toBody(storyDocument({ ...makeUp(index), ...around(index) })));
}

const fields = { section: placeholders.section, topics: [...placeholders.topics], authors: [placeholders.author] };
const options = { expired: "live" as const, zone: "UTC", language: "en", now: new Date() };

/** Null for a file that is no story. */
async function convert(file: string, text: string, index: number): Promise<Node | null> {
  try {
    const doc = await convertStory(itemOfEntry(planEntry(file, text, options)), {
      takePicture: async () => null,
      resolve: () => null,
      href: (given) => (/^https?:\/\//.test(given) ? given : null),
      fields,
      warn: () => {},
    });
    return withPicture(doc, index);
  } catch {
    return null;
  }
}

const captions = ["The scene on the day", "As it looked before the work began", "A view from the other side"];

/** Two stories of three have a main picture. */
const around = (index: number): StoryParts => ({
  fields,
  ...(index % 3 === 0
    ? {}
    : {
        mainFigure: {
          picture: placeholders.picture,
          alt: captions[(index + 1) % captions.length] ?? "",
          caption: captions[index % captions.length] ?? "",
          credit: "Staff",
        },
      }),
});

function withPicture(doc: Node, index: number): Node {
  const { mainFigure } = around(index);
  const content = (doc.toJSON() as { content: NodeJson[] }).content;
  const zone = (name: string) => content.find((node) => node.type === name)?.content ?? [];
  const body = content.filter((node) => !["kicker", "headline", "standfirst", "mainFigure"].includes(node.type));
  return storyDocument({
    fields,
    headline: headlineOf(doc),
    standfirst: zone("standfirst"),
    ...(mainFigure ? { mainFigure } : {}),
    body,
  });
}

const who = ["The council", "The port", "The hospital", "A court", "The school board", "The harbour master"];
const did = ["approved", "delayed", "paid for", "reviewed", "closed", "opened"];
const what = ["a bridge", "the night ferry", "new housing", "a tram line", "the market hall", "flood walls"];
const why = ["after months of talks", "against the advice of its own staff", "with a narrow majority", "for a year"];

function makeUp(index: number): StoryParts {
  const pick = (list: readonly string[], turn: number) => list[Math.floor((index * 7 + turn * 13) / 3) % list.length];
  const sentence = (turn: number) =>
    `${pick(who, turn)} ${pick(did, turn + index)} ${pick(what, turn * 2 + index)} ${pick(why, turn + 1)}, said Anna Berg ${
      turn % 3 === 0 ? `of the ${20 + turn} people who had asked for it` : "on the day"
    }.`;
  const text = (turn: number) => [1, 2, 3].map((step) => sentence(turn * 3 + step)).join(" ");
  const paragraphs = Array.from({ length: 8 + (index % 9) }, (_, turn) => paragraph(text(turn)));
  return {
    headline: `${pick(who, 0)} ${pick(did, index)} ${pick(what, index)} of ${100 + index} metres`,
    standfirst: sentence(index),
    body: [...paragraphs.slice(0, 4), subheading("What comes next"), ...paragraphs.slice(4)],
  };
}

function toBody(doc: Node): Body {
  const numbers = new Map<string, string>();
  const names = new Map<string, string>();
  const put = (known: Map<string, string>, marks: readonly string[]) => (found: string) => {
    const mark = known.get(found) ?? marks[known.size];
    if (mark !== undefined) known.set(found, mark);
    return mark ?? found;
  };
  const vary = (text: string): string =>
    text
      .replace(/(?<![\d.,-])[1-9]\d{1,5}(?![\d.,-])/g, put(numbers, placeholders.numbers))
      .replace(/\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b/g, put(names, placeholders.names));
  const varied = (node: NodeJson): NodeJson => ({
    ...node,
    ...(typeof node.text === "string" ? { text: vary(node.text) } : {}),
    ...(node.content ? { content: node.content.map(varied) } : {}),
  });
  const json = varied(doc.toJSON() as NodeJson);
  const settled = doc.type.schema.nodeFromJSON(json);
  return {
    parts: [headlineOf(settled), standfirstText(settled), ...blocksOf(settled)],
    words: wordCount(doc),
    hasPicture: doc.children.some((node) => node.type.name === "mainFigure"),
  };
}
