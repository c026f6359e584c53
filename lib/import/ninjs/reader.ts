import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { plainOfHtml, withPictures } from "../html-parts.ts";
import {
  draftReason,
  type ImportItem,
  type ItemPicture,
  type ItemReader,
  itemOf,
  type ReadOptions,
  updatedAfter,
  type WireFacts,
} from "../item.ts";
import { authorsNamed, namesIn, originOf, paragraphs, urgencyOf } from "../item-parts.ts";
import { readJsonFiles } from "../json/items.ts";
import { listOf, recordOf, textOf } from "../json/values.ts";
import { languageOf } from "../names.ts";
import type { Source } from "../source.ts";
import { openText } from "../text-stream.ts";
import { escapeXml } from "../xml/element.ts";

type Fields = Record<string, unknown>;

/**
 * Reads ninjs 1 to 3, with lists of headlines, bodies and subjects, or with single values whose names hold the notation. A
 * file holds one item, one per line, a list of items, or an object with the list `items`.
 */
export const readNinjs = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader => ({
  async *items() {
    for (const file of files) {
      const around = aroundItems(await headOf(source, file));
      const reader = readJsonFiles<undefined>(source, [file], {
        isRecord: (path) =>
          path.length === around.length && around.every((key, at) => key === null || key === path[at]),
        itemOf: ({ value, line }) => itemOfNinjs(recordOf(value), { file, line }, options),
      });
      yield* reader.items();
    }
  },
});

/** The path of an item in its file; null: any position. */
function aroundItems(head: string): (string | null)[] {
  if (head.startsWith("[")) return [null];
  const list = /^\{[^[{]*?"(items|data|_items)"\s*:\s*\[/.exec(head)?.[1];
  return list ? [list, null] : [];
}

async function headOf(source: Source, file: string): Promise<string> {
  let head = "";
  for await (const piece of (await openText(source, file)).pieces) {
    head += piece;
    if (head.length > 10_000) break;
  }
  return head.replace(/^\ufeff/, "").trimStart();
}

/** The item of one ninjs object; null for a picture or another thing that is no text. */
export function itemOfNinjs(
  written: Fields,
  place: { file: string; line: number },
  options: ReadOptions,
): ImportItem | null {
  const given = withLowerNames(written);
  const type = textOf(given.type);
  const text = htmlIn(given, "bodies", "body");
  if (/^(?:picture|photo|graphic|video|audio|event|planning)$/.test(type) && text === "") return null;
  const headline = plainOfHtml(htmlIn(given, "headlines", "headline")) || plainOfHtml(textOf(given.title));
  const uri =
    textOf(given.uri) ||
    listOf(given.altids)
      .map((each) => textOf(recordOf(each).value))
      .find(Boolean) ||
    "";
  const date = firstDate(given, options.zone, "firstcreated", "contentcreated", "versioncreated", "versioned");
  const wire = wireOf(given, options.zone);
  const pictures = picturesOf(given);
  const main = pictures.find(({ name }) => name === "main") ?? (pictures.every(isUnnamed) ? pictures[0] : undefined);
  const others = pictures.filter((picture) => picture !== main);
  const description = htmlIn(given, "descriptions", "description");
  const people = listOf(given.people)
    .concat(listOf(given.person))
    .map(recordOf)
    .filter((person) => /author|byline|creator/.test(textOf(person.rel)))
    .map((person) => textOf(person.name))
    .filter(Boolean);
  const subjects = [...listOf(given.subjects), ...listOf(given.subject)];
  const section = subjects.map(recordOf).find(({ rel }) => rel === "section");
  return itemOf({
    ...place,
    key: `ninjs:${uri || `${headline} ${date?.toISOString() ?? ""}`}`.slice(0, 500),
    headline,
    kicker: plainOfHtml(valueOfRole(given.headlines, /^kicker$/i)),
    standfirst: description === "" ? null : { format: "html", text: description, line: place.line },
    body: { format: "html", text: withPictures(text, others), line: place.line },
    slug: slugFrom(textOf(given.slugline), 100) || slugFrom(headline, 100) || "item",
    date,
    updated: updatedAfter(date, firstDate(given, options.zone, "contentmodified", "versioncreated"), options.now),
    language: languageOf(textOf(given.language)) ?? options.language,
    section: options.section ?? (textOf(section?.name) || "News"),
    topics: namesOf(subjects.filter((subject) => recordOf(subject).rel !== "section")),
    authors: authorsNamed(people.length > 0 ? people : bylineOf(given)),
    picture: main ?? null,
    site: originOf(uri),
    wire,
    draft: draftReason(date, wire, options.now),
  });
}

/** Names are `pubStatus` in ninjs 3, and `pubstatus` before it. */
function withLowerNames(given: Fields): Fields {
  const lower = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(lower)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)]))
        : value;
  return recordOf(lower(given));
}

const valueOfRole = (list: unknown, role: RegExp): string =>
  textOf(
    listOf(list)
      .map(recordOf)
      .find((each) => role.test(textOf(each.role)))?.value,
  );

/** Of ninjs 2.1 on a list with notations, before that keys such as `body_xhtml` and `body_text`. */
function htmlIn(given: Fields, list: string, single: string): string {
  const listed = listOf(given[list]).map(recordOf);
  const mains = listed.filter(({ role }) => /^main$/i.test(textOf(role)));
  const all = list === "headlines" && mains.length > 0 ? mains : listed;
  const byType = (pattern: RegExp) =>
    textOf(all.find(({ contenttype, value }) => pattern.test(textOf(contenttype)) && textOf(value) !== "")?.value);
  const html =
    byType(/html/) ||
    textOf(given[`${single}_xhtml`]) ||
    textOf(given[`${single}_html`]) ||
    textOf(given[`${single}_html5`]);
  if (html !== "") return html;
  const plain =
    byType(/plain/) ||
    textOf(all.map(({ value }) => value).find((value) => textOf(value) !== "")) ||
    textOf(given[`${single}_text`]) ||
    textOf(given[single]);
  if (plain === "") return "";
  return single === "body" ? paragraphs(plain) : escapeXml(plain);
}

const bylineOf = (given: Fields): string[] => namesIn(textOf(given.by) || textOf(given.byline));

const namesOf = (list: readonly unknown[]): string[] => [
  ...new Set(
    list
      .map((each) => textOf(recordOf(each).name) || textOf(recordOf(each).literal) || textOf(each))
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

function firstDate(given: Fields, zone: string, ...names: string[]): Date | null {
  for (const name of names) {
    const date = parseDate(textOf(given[name]), zone);
    if (date) return date;
  }
  return null;
}

function wireOf(given: Fields, zone: string): WireFacts {
  const status = textOf(given.pubstatus).replace(/^.*:/, "");
  const source = listOf(given.infosources).concat(listOf(given.infosource)).map(recordOf);
  const rights = recordOf(given.rightsinfo);
  return {
    version: textOf(given.version) || textOf(given.versioncreated),
    status: /cancel/.test(status) ? "canceled" : /with(?:held|hold)/.test(status) ? "withheld" : "usable",
    embargo: parseDate(textOf(given.embargoed) || textOf(given.embargoeduntil), zone),
    urgency: urgencyOf(textOf(given.urgency)),
    note: textOf(given.ednote),
    provider: textOf(source[0]?.name) || textOf(given.copyrightholder),
    copyright:
      [given.copyrightnotice, rights.copyrightnotice, rights.copyrightholder, given.copyrightholder]
        .map(textOf)
        .find(Boolean) ?? "",
  };
}

type NamedPicture = ItemPicture & { name: string };
/** Whether the name does not say which picture of several it is, as "picture-2" does. */
const isUnnamed = ({ name }: NamedPicture): boolean => !/^picture-\d+$/.test(name);
const isAlternative = /^alt/i;

/** Pictures are among the associations, which are named objects or a list. */
function picturesOf(given: Fields): NamedPicture[] {
  const associations = Array.isArray(given.associations)
    ? given.associations
    : Object.entries(recordOf(given.associations)).map(([name, each]) => ({ name, ...recordOf(each) }));
  const all = associations.map(recordOf).filter(({ type }) => /^(?:picture|photo|graphic)$/.test(textOf(type)));
  return all.flatMap((picture) => {
    const src = largestOf(picture.renditions);
    if (src === "") return [];
    const alternative = valueOfRole(picture.descriptions, isAlternative);
    const descriptions = listOf(picture.descriptions).filter(
      (each) => !isAlternative.test(textOf(recordOf(each).role)),
    );
    return {
      name: textOf(picture.name),
      src,
      alt: plainOfHtml(textOf(picture.altdescription) || alternative || htmlIn(picture, "headlines", "headline")),
      caption: plainOfHtml(
        htmlIn({ ...picture, descriptions }, "descriptions", "description") || htmlIn(picture, "bodies", "body"),
      ),
      credit: bylineOf(picture).join(", ") || textOf(picture.creditline) || textOf(picture.copyrightholder),
    };
  });
}

function largestOf(renditions: unknown): string {
  const all = (Array.isArray(renditions) ? renditions : Object.values(recordOf(renditions))).map(recordOf);
  const pictures = all.filter(
    ({ href, mimetype, contenttype }) =>
      textOf(href) !== "" && !/^(?:video|audio)/.test(textOf(mimetype) || textOf(contenttype)),
  );
  return textOf(pictures.sort((a, b) => Number(b.width ?? 0) - Number(a.width ?? 0))[0]?.href);
}
