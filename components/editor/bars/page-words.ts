import type { WholePage } from "#lib/document/whole-page.ts";
import type { Zone } from "#lib/document/zones.ts";

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

const zoneNames: Partial<Record<Zone, string>> = {
  headline: "a headline",
  standfirst: "a standfirst",
  mainFigure: "a main picture",
  keyPoints: "key points",
  inShort: "“In short”",
};

/**
 * The parts of a page with their destination, as rows of label and text, and which of them the story already has. `taken`:
 * zones of the story that hold text.
 */
export function describePage(
  page: WholePage,
  taken: readonly Zone[],
): { rows: [string, string][]; note: string | null } {
  const { headline, standfirst, caption, keyPoints, inShort, counts } = page;
  const text = [
    ...counted(counts.paragraphs, "paragraph", "paragraphs"),
    ...counted(counts.subheadings, "subheading", "subheadings"),
    ...counted(counts.lists, "list", "lists"),
    ...counted(counts.captions, "place for a picture with its caption", "places for pictures with their captions"),
  ].join(", ");
  const found: [Zone, string, string][] = [
    ["headline", "Headline", headline],
    ["standfirst", "Standfirst", standfirst],
    ["mainFigure", "Caption of the main picture", caption],
    ["keyPoints", "Key points", keyPoints.join(" · ")],
    ["body", "Text", text],
    ["inShort", "In short", inShort.join(" · ")],
  ];
  const shown = found.filter(([, , words]) => words !== "");
  const doubled = shown.flatMap(([zone]) => (taken.includes(zone) ? (zoneNames[zone] ?? []) : []));
  return {
    rows: shown.map(([, name, words]) => [name, words]),
    note:
      doubled.length === 0
        ? null
        : `The story already has ${new Intl.ListFormat("en-GB").format(doubled)}. What the page has of these goes into the text.`,
  };
}
