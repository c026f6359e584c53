// Represents a container as a sequence of tokens that stay or are deleted: borders of text blocks, characters, and other blocks.
import type { Node } from "@tiptap/pm/model";
import type { Mapping } from "@tiptap/pm/transform";
import { stayingPairs } from "#lib/document/sequence.ts";

/** One character, or an inline node that counts as one. */
export type Char = { kind: "char"; pos: number; end: number; node: Node; text: string };
/** The start of a text block. `node` is the block, or the list item that contains nothing else; `text` is the block. */
export type Unit = { kind: "unit"; pos: number; end: number; node: Node; text: Node; key: string };
/** A block that is compared by itself. */
export type Whole = { kind: "node"; pos: number; end: number; node: Node; key: string };
export type SuggestionToken = Char | Unit | Whole;

const unitTypes: readonly string[] = ["paragraph", "subheading", "keyPoint"];
/** The id of a block, or its type if it can occur only once. */
export const keyOf = (node: Node): string => (typeof node.attrs.id === "string" ? node.attrs.id : node.type.name);
const isSimpleItem = (node: Node): boolean => node.type.name === "listItem" && node.childCount === 1;

/** Offset of a unit's text from its start. */
export const lead = (unit: Unit): number => (unit.node === unit.text ? 1 : 2);
export const textStart = (unit: Unit): number => unit.pos + lead(unit);
export const textEnd = (unit: Unit): number => textStart(unit) + unit.text.content.size;

export function charsOf(block: Node, start: number): Char[] {
  const chars: Char[] = [];
  block.forEach((node, offset) => {
    let pos = start + offset;
    if (!node.isText) chars.push({ kind: "char", pos, end: pos + node.nodeSize, node, text: "" });
    // By code points, so that surrogate pairs are never split.
    else
      for (const text of node.text ?? "") {
        chars.push({ kind: "char", pos, end: pos + text.length, node, text });
        pos += text.length;
      }
  });
  return chars;
}

/** Items that hold more than one paragraph in one of the states: both are compared as blocks then. */
function complexItems(...containers: readonly (readonly Node[])[]): Set<string> {
  const found = new Set<string>();
  for (const children of containers)
    for (const child of children) if (child.type.name === "listItem" && !isSimpleItem(child)) found.add(keyOf(child));
  return found;
}

function tokensOf(children: readonly Node[], start: number, complex: ReadonlySet<string>): SuggestionToken[] {
  const tokens: SuggestionToken[] = [];
  let pos = start;
  for (const node of children) {
    const end = pos + node.nodeSize;
    const key = keyOf(node);
    const text = isSimpleItem(node) ? node.child(0) : node;
    const isUnit = unitTypes.includes(node.type.name) || (isSimpleItem(node) && !complex.has(key));
    if (isUnit && text.isTextblock) {
      const unit: Unit = { kind: "unit", pos, end, node, text, key };
      tokens.push(unit, ...charsOf(text, textStart(unit)));
    } else tokens.push({ kind: "node", pos, end, node, key });
    pos = end;
  }
  return tokens;
}

export type TokenRange = { children: readonly Node[]; start: number };
export function tokenPair(
  before: TokenRange,
  after: TokenRange,
): { before: SuggestionToken[]; after: SuggestionToken[] } {
  const complex = complexItems(before.children, after.children);
  return {
    before: tokensOf(before.children, before.start, complex),
    after: tokensOf(after.children, after.start, complex),
  };
}

const sameChar = (a: SuggestionToken | undefined, b: SuggestionToken | undefined): boolean =>
  a?.kind === "char" && b?.kind === "char" && a.text === b.text && a.node.type === b.node.type;

/** What is between two tokens that stayed. */
export type Gap = { before: SuggestionToken[]; after: SuggestionToken[] };
/** A gap, and the tokens that stay after it (none after the last one). */
export type AlignedTokens = { gap: Gap; stays: { before: SuggestionToken; after: SuggestionToken } | null };

/**
 * Matches tokens of `before` and `after`: characters by the change's mapping, blocks by their id. Equal characters at the ends
 * of what was replaced within a block are matched as well.
 */
export function align(
  before: readonly SuggestionToken[],
  after: readonly SuggestionToken[],
  mapping: Mapping,
): AlignedTokens[] {
  const places = new Map<number | string, number>();
  after.forEach((token, i) => {
    places.set(token.kind === "char" ? token.pos : token.key, i);
  });
  const known = new Set(before.map((token) => (token.kind === "char" ? "" : token.key)));
  const charAt = (token: Char): number | undefined => {
    const { pos, deletedAfter } = mapping.mapResult(token.pos, 1);
    const at = deletedAfter ? undefined : places.get(pos);
    return at !== undefined && sameChar(token, after[at]) ? at : undefined;
  };
  /** Some commands give a block another id; it is the same one if its first words remained at its start. */
  const renamed = (next: SuggestionToken | undefined): number | undefined => {
    const at = next?.kind === "char" ? charAt(next) : undefined;
    const head = at === undefined ? undefined : after[at - 1];
    return at !== undefined && head?.kind === "unit" && !known.has(head.key) ? at - 1 : undefined;
  };
  const pairs: [number, number][] = [];
  before.forEach((token, i) => {
    const at =
      token.kind === "char"
        ? charAt(token)
        : (places.get(token.key) ?? (token.kind === "unit" ? renamed(before[i + 1]) : undefined));
    if (at !== undefined && after[at]?.kind === token.kind) pairs.push([i, at]);
  });
  const staying = stayingPairs(pairs.map(([, at]) => at)).map((i) => pairs[i] as [number, number]);

  const aligned: AlignedTokens[] = [];
  let [b, a] = [0, 0];
  for (const [nextB, nextA] of [...staying, [before.length, after.length] as const]) {
    const gap = { before: before.slice(b, nextB), after: after.slice(a, nextA) };
    const stay = (x: SuggestionToken | undefined, y: SuggestionToken | undefined, was: Gap) =>
      x && y && aligned.push({ gap: was, stays: { before: x, after: y } });
    // Only within one block: an equal full stop is no reason to join two paragraphs.
    const isOneBlock = [...gap.before, ...gap.after].every(({ kind }) => kind === "char");
    while (isOneBlock && sameChar(gap.before[0], gap.after[0]))
      stay(gap.before.shift(), gap.after.shift(), { before: [], after: [] });
    const tail: [SuggestionToken, SuggestionToken][] = [];
    while (isOneBlock && sameChar(gap.before.at(-1), gap.after.at(-1))) {
      const [x, y] = [gap.before.pop(), gap.after.pop()];
      if (x && y) tail.unshift([x, y]);
    }
    let rest: Gap = gap;
    for (const [x, y] of tail) {
      stay(x, y, rest);
      rest = { before: [], after: [] };
    }
    const [x, y] = [before[nextB], after[nextA]];
    aligned.push({ gap: rest, stays: x && y ? { before: x, after: y } : null });
    [b, a] = [nextB + 1, nextA + 1];
  }
  return aligned;
}
