// The words of the comparison: the position of a block, what changed in it, the value of a field.

import { embedOf } from "#lib/document/blocks/embed/providers.ts";
import { signOfItem } from "#lib/document/blocks/list/block.ts";
import type { AttributeChange, BlockChange } from "#lib/document/compare.ts";
import { isChangedToo } from "#lib/document/compare.ts";
import { describeField, type FieldName, type RowKind } from "#lib/document/fields.ts";
import { definitionOf } from "#lib/document/nodes.ts";
import type { Zone } from "#lib/document/zones.ts";
import type { Times } from "#lib/times.ts";
import type { KnownNames } from "./known-names.ts";

const zoneNames: Record<Exclude<Zone, "body">, string> = {
  kicker: "Kicker",
  headline: "Headline",
  standfirst: "Standfirst",
  mainFigure: "Main picture",
  keyPoints: "Key points",
  inShort: "In short",
};
export const typeName = (type: string): string => definitionOf(type)?.name ?? type;

const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "12 unchanged paragraphs"; "Headline, standfirst and 3 blocks unchanged". */
export function foldWords(blocks: readonly BlockChange[]): string {
  const zones = blocks.flatMap(({ zone }) => (zone === "body" ? [] : [zoneNames[zone].toLowerCase()]));
  const body = blocks.filter(({ zone }) => zone === "body");
  const one = body.every(({ type }) => type === "paragraph") ? "paragraph" : "block";
  const kind = body.length === 1 ? one : `${one}s`;
  if (zones.length === 0) return `${body.length} unchanged ${kind}`;
  return `${capital(listed([...zones, ...(body.length > 0 ? [`${body.length} ${kind}`] : [])]))} unchanged`;
}

export type ChangeLabel = { title: string; place: string };

/** The label beside a change: "Moved up", "from block 9 to 6". */
export function changeLabelOf(block: BlockChange): ChangeLabel {
  const { kind, from, to, zone, type } = block;
  const name = zone === "body" ? null : zoneNames[zone];
  if (kind === "added") return { title: "Added", place: name ? name.toLowerCase() : `block ${to}` };
  if (kind === "takenOut") return { title: "Removed", place: name ? name.toLowerCase() : `was block ${from}` };
  if (kind === "moved") {
    const title = (to ?? 0) < (from ?? 0) ? "Moved up" : "Moved down";
    return { title: isChangedToo(block) ? `${title}, changed` : title, place: `from block ${from} to ${to}` };
  }
  // A paragraph shows what it is; a box may show nothing but its changed setting.
  if (kind === "changed" && !name && type !== "paragraph")
    return { title: capital(typeName(type)), place: `block ${to}, changed` };
  const title = name ?? `Block ${to}`;
  return { title, place: kind === "changed" ? "changed" : "unchanged" };
}

/** The label in one line, for screen readers. */
export const spokenOf = (block: BlockChange): string => {
  const { title, place } = changeLabelOf(block);
  return block.kind === "same" ? title : `${title}, ${place}`;
};

/** An earlier and a later value as text; "" if there is none. */
export type ValueChange = { label: string; before: string; after: string };

const yesNo = (value: unknown): string => (value === true ? "yes" : "no");
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const proposal: Record<string, string> = {
  insertion: "suggested",
  deletion: "deletion suggested",
  modification: "change suggested",
};
const proposals = (value: unknown): string =>
  text(value)
    .split(" ")
    .flatMap((mark) => proposal[mark] ?? [])
    .join(", ");

/** The attributes of a block as text, except its picture, which is shown. */
export function attributeWords({ name, before, after }: AttributeChange, names: KnownNames): ValueChange | null {
  const both = (label: string, say: (value: unknown) => string) => ({ label, before: say(before), after: say(after) });
  switch (name) {
    case "type":
      return both("Kind", (value) => typeName(text(value)));
    case "level":
      return both("Subheading", (value) => (value === 3 ? "small" : "normal"));
    case "start":
      return both("Starts at", text);
    case "newList":
      return both("A new list begins", yesNo);
    case "numbering":
      return both("Numbers", (value) => [1, 2, 3].map((number) => signOfItem(number, value)).join(", "));
    case "align":
      return both("Alignment", (value) => (value === null ? "automatic" : text(value)));
    case "headRow":
      return both("First row is a heading", yesNo);
    case "headColumn":
      return both("First column is a heading", yesNo);
    case "alt":
      return both("Alt text", text);
    case "decorative":
      return both("Decorative", yesNo);
    case "size":
      return both("Size", text);
    case "media":
      return both("File", (value) => (value === null ? "" : (names.file(text(value)) ?? "a deleted file")));
    case "embed":
      return both("Embed", (value) => embedOf(value)?.link ?? "");
    case "layout":
      return both("Layout", (value) => (value === "row" ? "side by side" : "grid"));
    case "subject":
      return both("About", (value) => (value === "organisation" ? "an organisation" : "a person"));
    case "crop":
      return both("Crop", (value) =>
        text(value) === "" ? "whole picture" : text(value).split("x").slice(2).join(" × "),
      );
    case "story":
      return both("Story", (value) => names.name("stories", text(value)) ?? "a story you cannot open");
    case "stories":
      return both("Stories", (value) =>
        text(value)
          .split(" ")
          .flatMap((id) => (id === "" ? [] : (names.name("stories", id) ?? "a story you cannot open")))
          .join(", "),
      );
    case "collection":
      return both("Collection", (value) =>
        value === null ? "none" : (names.collection(text(value)) ?? "a deleted collection"),
      );
    case "suggestion":
      return both("Suggestion", proposals);
    case "depth":
      return both("Level", text);
    case "item":
      return both("Item", (value) => (value === "" ? "none" : typeName(text(value))));
    default:
      return null;
  }
}

export const fieldName = (field: FieldName): string => describeField(field).name;

const gone: Record<RowKind, string> = {
  sections: "a deleted section",
  topics: "a deleted topic",
  authors: "a deleted author",
  stories: "a story you cannot open",
  pictures: "a deleted picture",
};

/** The value of a field as text; "" if it is empty. */
export function fieldValue(field: FieldName, value: unknown, names: KnownNames, times: Times): string {
  const { holds, names: choices } = describeField(field);
  switch (holds) {
    case "sections":
    case "topics":
    case "authors":
    case "stories":
    case "pictures":
      return typeof value === "string" ? (names.name(holds, value) ?? gone[holds]) : "";
    case "instant":
      return typeof value === "string" ? times.full(new Date(value)) : "";
    case "flag":
      return yesNo(value);
    case "choice":
      return choices[text(value)] ?? text(value);
    case "text":
    case "slug":
    case "language":
      return text(value);
  }
}
