// What became of a text between two versions that readers got, as far as they may see it: no document, only words.
import type { Node } from "@tiptap/pm/model";
import * as z from "zod";
import { type BlockChange, compareDocuments, isChangedToo, type Line } from "./compare.ts";
import { isCaptioned } from "./nodes.ts";
import { readersDocument } from "./readers-document.ts";
import { zones } from "./zones.ts";

const pieceSchema = z.object({ kind: z.enum(["same", "in", "out"]), text: z.string() });
const blockSchema = z.object({
  kind: z.enum(["changed", "added", "takenOut", "moved"]),
  zone: z.enum(zones),
  type: z.string(),
  /** Of a figure, gallery, video or embed: another picture, file or page is in it, or the first one. */
  hasOtherPicture: z.boolean(),
  lines: z.array(z.array(pieceSchema)),
});
const shownChangeSchema = z.object({
  words: z.object({ added: z.number(), takenOut: z.number() }),
  blocks: z.array(blockSchema),
  /** Changed blocks that are not shown, for there would be too much to read. */
  more: z.number(),
});

export type ShownPiece = z.output<typeof pieceSchema>;
export type ShownBlock = z.output<typeof blockSchema>;
export type ShownChange = z.output<typeof shownChangeSchema>;

/** What was stored; null for a row that is damaged. */
export const readShownChange = (json: unknown): ShownChange | null => shownChangeSchema.safeParse(json).data ?? null;

/** Characters of one version at most: some 2,000 words. */
const mostCharacters = 12_000;
/** Unchanged characters that are kept on each side of a change, to know it by. */
const around = 70;

/**
 * Compares two versions of a story, both with suggestions rejected.
 * @param hasReplaced false: only what came is in the result, no word of what it took the place of
 */
export function shownChange(before: Node, after: Node, { hasReplaced }: { hasReplaced: boolean }): ShownChange {
  const { entries, words } = compareDocuments(readersDocument(before), readersDocument(after));
  const all = entries.flatMap((entry) => (entry.kind === "fold" ? [] : (shownBlock(entry, hasReplaced) ?? [])));
  const blocks: ShownBlock[] = [];
  let left = mostCharacters;
  for (const block of all) {
    const size = block.lines.flat().reduce((sum, { text }) => sum + text.length, 0);
    if (size > left) continue;
    left -= size;
    blocks.push(block);
  }
  return { words, blocks, more: all.length - blocks.length };
}

/** Null where readers would see nothing of it: a heading of a table, a description of a picture. */
function shownBlock(block: BlockChange, hasReplaced: boolean): ShownBlock | null {
  const { kind, type, zone } = block;
  if (kind === "same" || (kind === "takenOut" && !hasReplaced)) return null;
  const [before, after] = [picturesIn(block.before), picturesIn(block.after)];
  const hasOtherPicture =
    kind === "changed"
      ? before.size !== after.size || [...after].some((id) => !before.has(id))
      : kind !== "moved" && before.size + after.size > 0;
  const changed = block.lines.filter(({ change }) => change !== "same" && change !== "moved");
  const lines = changed.map((line) => shownLine(line, hasReplaced)).filter((line) => line.length > 0);
  if (kind === "moved" && !isChangedToo(block)) lines.push(...beginningOf(block));
  if (lines.length === 0 && !hasOtherPicture) return null;
  return { kind, zone, type, hasOtherPicture, lines };
}

/** The pictures, files and embeds of a block: one of a figure or video, several of a gallery. */
function picturesIn(block: Node | null): Set<string> {
  const nodes = block ? [block, ...block.children] : [];
  const ids: unknown[] = nodes.filter(isCaptioned).map(({ attrs }) => attrs.media ?? attrs.picture ?? attrs.embed);
  return new Set(ids.filter((id) => typeof id === "string"));
}

/** By what a block that was moved is known. */
function beginningOf({ lines }: BlockChange): ShownPiece[][] {
  const text = lines.map(({ pieces }) => pieces.map((piece) => piece.text).join("")).find((line) => line.trim() !== "");
  return text === undefined ? [] : [[{ kind: "same", text: head(oneLine(text)) }]];
}

/** The changed words of a line and their neighbours; empty if no changed word may be shown. */
function shownLine({ pieces }: Line, hasReplaced: boolean): ShownPiece[] {
  const kept: ShownPiece[] = [];
  for (const { kind, text } of pieces) {
    if (kind === "out" && !hasReplaced) continue;
    const fate = kind === "format" ? "same" : kind;
    const last = kept.at(-1);
    if (last?.kind === fate) last.text += oneLine(text);
    else kept.push({ kind: fate, text: oneLine(text) });
  }
  if (kept.every(({ kind }) => kind === "same")) return [];
  return kept.map((piece, index) => {
    if (piece.kind !== "same") return piece;
    const [isFirst, isLast] = [index === 0, index === kept.length - 1];
    return { kind: "same", text: isFirst ? tail(piece.text) : isLast ? head(piece.text) : middle(piece.text) };
  });
}

const oneLine = (text: string): string => text.replace(/\n/g, " ");
/** Characters as people count them, or half of a sign would be cut off. */
const signsOf = (text: string): string[] => [...text];

function head(text: string): string {
  const signs = signsOf(text);
  if (signs.length <= around) return text;
  return `${signs
    .slice(0, around)
    .join("")
    .replace(/\s+\S*$/, "")} …`;
}
function tail(text: string): string {
  const signs = signsOf(text);
  if (signs.length <= around) return text;
  return `… ${signs
    .slice(-around)
    .join("")
    .replace(/^\S*\s+/, "")}`;
}
const middle = (text: string): string => (signsOf(text).length <= 3 * around ? text : `${head(text)} ${tail(text)}`);
