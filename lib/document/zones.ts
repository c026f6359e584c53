import type { Node } from "@tiptap/pm/model";

/** The parts of a story with rules of their own, in their order. */
export const zones = ["kicker", "headline", "standfirst", "mainFigure", "keyPoints", "body", "inShort"] as const;
export type Zone = (typeof zones)[number];
/** `from` is the position before the zone's first node, `to` the one after its last. */
export type ZoneRange = { zone: Zone; from: number; to: number };

const isZone = (name: string): name is Zone => (zones as readonly string[]).includes(name);

/** The zone that a top-level node belongs to: its own, or the body. */
export const zoneOfNode = (node: Node): Zone => (isZone(node.type.name) ? node.type.name : "body");

/** The zones that this story has, in order. The body is one range, however many blocks it holds. */
export function zoneRanges(doc: Node): ZoneRange[] {
  const ranges: ZoneRange[] = [];
  doc.forEach((node, pos) => {
    const zone = zoneOfNode(node);
    const last = ranges.at(-1);
    if (last?.zone === zone) last.to = pos + node.nodeSize;
    else ranges.push({ zone, from: pos, to: pos + node.nodeSize });
  });
  return ranges;
}

export const zoneRange = (doc: Node, zone: Zone): ZoneRange | null =>
  zoneRanges(doc).find((range) => range.zone === zone) ?? null;

/** The zone of a position; on the border of two, the later one. Positions are clamped to the document. */
export function zoneAt(doc: Node, pos: number): Zone {
  const ranges = zoneRanges(doc);
  return (ranges.find((range) => pos < range.to) ?? ranges.at(-1))?.zone ?? "body";
}

/** The zone before or after another in this story, or null at the ends. */
export function neighbourZone(doc: Node, zone: Zone, direction: -1 | 1): Zone | null {
  const ranges = zoneRanges(doc);
  const index = ranges.findIndex((range) => range.zone === zone);
  return index < 0 ? null : (ranges[index + direction]?.zone ?? null);
}

/** First and last position between `from` and `to` where text can stand, or null when there is none. */
export function textBounds(doc: Node, from: number, to: number): { start: number; end: number } | null {
  let start: number | null = null;
  let end = 0;
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    start ??= Math.max(from, pos + 1);
    end = Math.min(to, pos + 1 + node.content.size);
    return false;
  });
  return start === null || end < start ? null : { start, end };
}

/** The caret position at the beginning of a zone; null if the story has no such zone, or it contains no text. */
export function zoneStart(doc: Node, zone: Zone): number | null {
  const range = zoneRange(doc, zone);
  return range && (textBounds(doc, range.from, range.to)?.start ?? null);
}
/** The caret position at the end of a zone; null as above. */
export function zoneEnd(doc: Node, zone: Zone): number | null {
  const range = zoneRange(doc, zone);
  return range && (textBounds(doc, range.from, range.to)?.end ?? null);
}

/** A selection cut into its part of each zone, in order; what crosses zones acts on each part by itself. */
export function zonesBetween(doc: Node, from: number, to: number): ZoneRange[] {
  return zoneRanges(doc)
    .filter((range) => range.from < to && range.to > from)
    .map((range) => ({ zone: range.zone, from: Math.max(from, range.from), to: Math.min(to, range.to) }));
}

/** Whether a selection is in more than one zone. */
export const crossesZones = (doc: Node, from: number, to: number): boolean => zonesBetween(doc, from, to).length > 1;
