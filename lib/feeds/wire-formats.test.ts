import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import {
  bold,
  bulletList,
  code,
  divider,
  figure,
  italic,
  lineBreak,
  link,
  listItem,
  orderedList,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  strike,
  subheading,
  subscript,
  superscript,
  table,
  toJson,
} from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { openReader } from "#lib/import/formats.ts";
import { convertStory } from "#lib/import/story.ts";
import { itemsOf, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { newId } from "../ids.ts";
import { newsmlMessage } from "./newsml.ts";
import { ninjsFeed } from "./ninjs.ts";
import { nitfDocument, nitfFeed } from "./nitf.ts";
import { type WireItem, wireText } from "./wire-entry.ts";

const origin = "https://ledger.example";
const paper = { name: "The Ledger & Sons", origin, language: "en-GB" };
const [mainPicture, quay, agency] = [newId(), newId(), newId()];
const facts = {
  key: "0",
  width: 2000,
  height: 1000,
  color: "#808080",
  renditions: [{ format: "jpeg" as const, width: 1280, height: 640, bytes: 9 }],
};
const named = (name: string) => ({ id: newId(), name, path: `/${name}` });

const body: NodeJson[] = [
  paragraph([
    "It sails ",
    ...link(bold(["at nine"]), "https://ledger.example/times"),
    " & <stays>.",
    lineBreak(),
    "Daily.",
  ]),
  paragraph([
    ...italic(["one"]),
    " ",
    ...strike(["two"]),
    " ",
    ...code(["three"]),
    " H",
    ...subscript(["2"]),
    "O m",
    ...superscript(["2"]),
  ]),
  subheading("The crew"),
  { ...subheading("Below"), attrs: { ...subheading("").attrs, level: 3 } },
  bulletList(["First", listItem(["Second, ", ...bold(["bold"])], bulletList(["Inner"]))]),
  orderedList(["Third", "Fourth"], 3),
  quote(["We waited.", "And waited."], "A baker"),
  figure({ picture: quay, alt: "A quay", caption: ["The ", ...italic(["old"]), " quay"], credit: "Ben Cole" }),
  divider(),
  table({
    caption: "Fares",
    rows: [
      ["Line", "Cost"],
      ["One", [...bold(["two"])]],
    ],
    headRow: true,
  }),
  paragraph("The end."),
];

type Given = { parts?: StoryParts; head?: Partial<WireItem>; isFullText?: boolean };
function wireItem({ parts = {}, head = {}, isFullText = true }: Given = {}): WireItem {
  const document = toJson(
    storyDocument({
      kicker: "Ferries",
      headline: "Night ferry & crew return",
      standfirst: "It is back.",
      mainFigure: { picture: mainPicture, alt: "A ferry", caption: "The Solveig", credit: "Anna Berg" },
      body,
      ...parts,
    }),
  );
  const id = newId();
  const story = publishedStory({
    id,
    headline: "Night ferry & crew return",
    kicker: "Ferries",
    standfirst: "It is back.",
    language: "en-GB",
    section: named("City"),
    topics: [named("Boats"), named("Sea, and sky")],
    authors: ["Ines Calloway", "Jo Tan"].map((name) => ({ ...named(name), jobTitle: "", bio: "" })),
    publishedAt: new Date("2025-11-24T08:00:00Z"),
    pictures: { [mainPicture]: facts, [quay]: facts, [agency]: facts },
    document,
  });
  const permits = { isFullText, pictures: new Set([mainPicture, quay]), media: new Set<string>() };
  return {
    id,
    version: 7,
    status: "usable",
    isCorrection: false,
    note: "",
    at: new Date("2025-11-25T09:30:00Z"),
    text: wireText(story, new Map(), permits, origin),
    ...head,
  };
}

const formats = {
  ninjs: (item: WireItem) => ({ "feed.json": ninjsFeed([item], paper) }),
  newsml: (item: WireItem) => ({ "feed.xml": newsmlMessage([item], paper, item.at) }),
  nitf: (item: WireItem) => ({ "item.xml": nitfDocument(item, paper) }),
} as const;
type Format = keyof typeof formats;
const all = Object.keys(formats) as Format[];

async function readBack(format: Format, item: WireItem, files: Record<string, string> = formats[format](item)) {
  const opened = await openReader(sourceOf(files), readOptions, undefined);
  expect(opened.format).toBe(format);
  const items = await itemsOf(opened.reader);
  expect(items).toHaveLength(1);
  const [read] = items;
  if (!read) throw new Error("nothing was read");
  return read;
}

const idOfUrl = (src: string) => /pictures\/([0-9a-f-]{36})\//.exec(src)?.[1] ?? null;
const documentOf = async (read: Awaited<ReturnType<typeof readBack>>) =>
  toJson(
    await convertStory(read, {
      takePicture: async (src) => {
        const id = idOfUrl(src);
        return id === null ? null : { id, alt: "", caption: "", credit: "" };
      },
      resolve: (name) => name,
      href: (given) => given,
      fields: { section: null, topics: [], authors: [] },
      warn: () => {},
    }),
  );

/** A node without the ids of blocks. */
const withoutIds = ({ attrs, content, ...node }: NodeJson): NodeJson => ({
  ...node,
  ...(attrs ? { attrs: Object.fromEntries(Object.entries(attrs).filter(([name]) => name !== "id")) } : {}),
  ...(content ? { content: content.map(withoutIds) } : {}),
});
const bodyOf = ({ content = [] }: NodeJson) =>
  content.filter(({ type }) => !["kicker", "headline", "standfirst", "mainFigure"].includes(type)).map(withoutIds);

test.each(all)("%s keeps the text with its marks, links, lists, quotes, tables and pictures", async (format) => {
  const item = wireItem();
  const document = await documentOf(await readBack(format, item));
  expect(bodyOf(document)).toEqual(bodyOf(toJson(storyDocument({ body }))));
  const main = document.content?.find(({ type }) => type === "mainFigure");
  expect(main).toMatchObject({ attrs: { picture: mainPicture, alt: "A ferry" } });
  expect(main?.content?.map(({ content }) => content?.[0]?.text)).toEqual(["The Solveig", "Anna Berg"]);
});

test.each(all)(
  "%s keeps headline, standfirst, authors, topics, section, dates, language and version",
  async (format) => {
    const item = wireItem();
    const read = await readBack(format, item);
    expect(read).toMatchObject({
      key: `${format}:urn:uuid:${item.id}`,
      headline: "Night ferry & crew return",
      authors: [{ name: "Ines Calloway" }, { name: "Jo Tan" }],
      topics: ["Boats", "Sea, and sky"],
      section: "City",
      date: new Date("2025-11-24T08:00:00Z"),
      updated: new Date("2025-11-25T09:30:00Z"),
      language: "en-GB",
      draft: null,
      wire: { version: "7", status: "usable", provider: "The Ledger & Sons", copyright: "The Ledger & Sons" },
    });
    const standfirst = (await documentOf(read)).content?.find(({ type }) => type === "standfirst");
    expect(standfirst?.content).toEqual([{ type: "text", text: "It is back." }]);
  },
);

test("ninjs keeps the kicker, for which the other formats have no place", async () => {
  expect((await readBack("ninjs", wireItem())).kicker).toBe("Ferries");
});

test.each(all)("%s shows a picture of the text as the main picture of no story", async (format) => {
  const parts = { body: [paragraph("One."), figure({ picture: quay, alt: "A quay" }), paragraph("Two.")] };
  const item = wireItem({ parts });
  const { mainFigure: _, ...withoutMain } = { mainFigure: null, ...item };
  const text = item.text && { ...item.text, pictures: item.text.pictures.filter(({ isMain }) => !isMain) };
  const document = await documentOf(await readBack(format, { ...withoutMain, text } as WireItem));
  expect(document.content?.map(({ type }) => type)).not.toContain("mainFigure");
  expect(bodyOf(document).map(({ type }) => type)).toEqual(["paragraph", "figure", "paragraph"]);
});

test.each(all)("%s leaves out a picture that may not be passed on, with its caption", async (format) => {
  const parts = { body: [paragraph("One."), figure({ picture: agency, alt: "Secret", caption: "Not ours" })] };
  const files = JSON.stringify(formats[format](wireItem({ parts })));
  expect(files).toContain("One.");
  expect(files).not.toMatch(new RegExp(`${agency}|Not ours|Secret`));
});

test.each(all)("%s of a summary has no text below the standfirst", async (format) => {
  const files = JSON.stringify(formats[format](wireItem({ isFullText: false })));
  expect(files).toContain("It is back.");
  expect(files).not.toMatch(/It sails|The end|quay/);
});

test.each(all)("%s carries a correction with its note and the new version", async (format) => {
  const note = "Correction: she carries 340 & not 430.";
  const read = await readBack(format, wireItem({ head: { isCorrection: true, note, version: 9 } }));
  expect(read.wire).toMatchObject({ version: "9", status: "usable", note });
});

test.each([
  ["ninjs", "canceled"],
  ["newsml", "canceled"],
  ["nitf", "canceled"],
  ["ninjs", "withheld"],
  ["newsml", "withheld"],
  ["nitf", "withheld"],
] as const)("%s says that a story is %s without any word of it", async (format, status) => {
  const head = { status, note: "Do not publish it.", version: 8, text: null };
  const item = wireItem({ head });
  const files = formats[format](item);
  expect(JSON.stringify(files)).not.toMatch(/ferry|Ferries|back|Calloway/i);
  const read = await readBack(format, item, files);
  expect(read.key).toBe(`${format}:urn:uuid:${item.id}`);
  expect(read.wire).toMatchObject({ version: "8", status, note: "Do not publish it." });
  expect(read.draft).not.toBeNull();
});

test("NITF says by the attributes of the standard which document a kill withdraws", () => {
  const item = wireItem({ head: { status: "canceled", note: "Kill.", text: null } });
  expect(nitfDocument(item, paper)).toContain(
    `<docdata management-status="canceled" management-doc-idref="urn:uuid:${item.id}" management-idref-status="canceled">`,
  );
  const correction = wireItem({ head: { isCorrection: true, note: "Corrects the fare." } });
  expect(nitfDocument(correction, paper)).toContain(
    `<correction info="Corrects the fare." id-string="urn:uuid:${correction.id}" regsrc="The Ledger &amp; Sons"/>`,
  );
});

test("NewsML-G2 marks a correction by a signal, and a kill by the status of the item", () => {
  const correction = wireItem({ head: { isCorrection: true, note: "Corrects the fare." } });
  expect(newsmlMessage([correction], paper, correction.at)).toMatch(
    /<pubStatus qcode="stat:usable"\/>[\s\S]*<edNote>Corrects the fare.<\/edNote>\n<signal qcode="sig:correction"\/>/,
  );
  const kill = wireItem({ head: { status: "canceled", text: null } });
  expect(newsmlMessage([kill], paper, kill.at)).toContain('<pubStatus qcode="stat:canceled"/>');
});

test("NewsML-G2 has the parts of an item in the order of the schema", () => {
  const order =
    "itemClass provider versionCreated firstCreated embargoed pubStatus role fileName generator profile service title edNote memberOf instanceOf signal altRep deliverableOf hash expires origRep incomingFeedId link".split(
      " ",
    );
  const item = wireItem({ head: { isCorrection: true, note: "Corrects the fare." } });
  const [meta = ""] = /<itemMeta>[\s\S]*?<\/itemMeta>/.exec(newsmlMessage([item], paper, item.at)) ?? [];
  const inside = [...meta.slice("<itemMeta>".length).matchAll(/^<(\w+)/gm)].map(([, name = ""]) => order.indexOf(name));
  expect(inside.length).toBeGreaterThan(8);
  expect(inside).toEqual(inside.toSorted((a, b) => a - b));
  expect(inside).not.toContain(-1);
});

test("a feed of NITF documents is read as NITF, one item for each document", async () => {
  const items = [wireItem(), wireItem({ head: { status: "canceled", text: null } })];
  const feed = nitfFeed(items, paper, new Date("2025-11-25T09:30:00Z"));
  const opened = await openReader(sourceOf({ "feed.xml": feed }), readOptions, undefined);
  expect(opened.format).toBe("nitf");
  expect((await itemsOf(opened.reader)).map(({ wire }) => wire?.status)).toEqual(["usable", "canceled"]);
});

const text = { type: "string" };
const uri = { type: "string", pattern: "^(?:https?|urn):" };
const instant = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" };
const strict = (properties: object, required: string[] = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object) => ({ type: "array", items });
const worded = (more: object = {}) => list(strict({ role: text, contentType: text, value: text, ...more }, ["value"]));
/** The names, types and required properties that ninjs 3.0 has for what Galley writes of it. */
const ninjsItem = {
  uri,
  type: { enum: ["text", "picture"] },
  standard: strict({ name: { const: "ninjs" }, version: { const: "3.0" }, schema: uri }),
  representationType: { enum: ["full", "partial"] },
  version: text,
  firstCreated: instant,
  versionCreated: instant,
  pubStatus: { enum: ["usable", "withheld", "canceled"] },
  edNote: text,
  language: text,
  copyrightHolder: text,
  by: text,
  located: text,
  headlines: worded(),
  descriptions: worded(),
  bodies: worded({ wordCount: { type: "integer" }, charCount: { type: "integer" } }),
  people: list(strict({ name: text, rel: text, uri })),
  subjects: list(strict({ name: text, rel: text, uri })),
  infoSources: list(strict({ name: text, role: text })),
  altIds: list(strict({ role: text, value: text })),
  renditions: list(
    strict(
      {
        name: text,
        href: uri,
        contentType: text,
        width: { type: "number" },
        height: { type: "number" },
        sizeInBytes: { type: "number" },
      },
      ["name"],
    ),
  ),
};
const ninjsSchema = strict(
  { ...ninjsItem, associations: list(strict({ name: text, ...ninjsItem }, ["name", "uri"])) },
  ["uri"],
);

test.each([
  ["a story with pictures", wireItem()],
  ["a summary", wireItem({ isFullText: false })],
  ["a correction", wireItem({ head: { isCorrection: true, note: "Corrects the fare." } })],
  ["a kill", wireItem({ head: { status: "canceled", text: null } })],
] as const)("ninjs of %s has the names and types of version 3.0, and no others", (_, item) => {
  const fits = new Ajv2020().compile(ninjsSchema);
  const [written] = JSON.parse(ninjsFeed([item], paper)).items;
  expect([fits(written), fits.errors]).toEqual([true, null]);
});
