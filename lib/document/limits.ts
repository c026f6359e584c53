// How near a document is to the limits of the guard. Cheap enough for every key: what did not change is not measured again.
import type { Node } from "@tiptap/pm/model";
import { isListName, maxListLevels } from "./blocks/list/block.ts";
import { isStorable } from "./characters.ts";
import { hasBlockId, maxBlocks, maxBytes, maxCells, maxDepth } from "./guard.ts";
import { maxTableColumns, maxTableRows } from "./table-grid.ts";

export type Measure = {
  /** Paragraphs, lists, figures … with an id of their own, without cells. */
  blocks: number;
  cells: number;
  /** Bytes as JSON in UTF-8; a block that has no id yet is counted with one. */
  bytes: number;
  /** Levels of blocks below this node, and of lists including it. */
  depth: number;
  lists: number;
  /** Of the largest table. */
  rows: number;
  columns: number;
  /** Texts that hold a character which cannot be stored. */
  unstorable: number;
};

const encoder = new TextEncoder();
const bytesOf = (json: unknown): number => encoder.encode(JSON.stringify(json)).length;
/** `,"content":[]` */
const contentBytes = 13;
/** `"` + 12 characters + `"` in place of `null` */
const idBytes = 10;

const measures = new WeakMap<Node, Measure>();

/** Measures a node with all that is in it. Nodes never change, so each is measured once. */
export function measure(node: Node): Measure {
  const known = measures.get(node);
  if (known) return known;
  const { name } = node.type;
  const isBlock = hasBlockId(node);
  const isCell = name === "tableCell";
  const own = node.isText ? node.toJSON() : node.copy().toJSON();
  const found: Measure = {
    blocks: isBlock && !isCell ? 1 : 0,
    cells: isCell ? 1 : 0,
    bytes: bytesOf(own) + (isBlock && node.attrs.id === null ? idBytes : 0),
    depth: 0,
    lists: 0,
    rows: name === "table" ? node.childCount - 1 : 0,
    columns: name === "tableRow" ? node.childCount : 0,
    unstorable: node.isText && !isStorable(node.text ?? "") ? 1 : 0,
  };
  if (node.childCount > 0) found.bytes += contentBytes + node.childCount - 1;
  node.forEach((child) => {
    const part = measure(child);
    found.blocks += part.blocks;
    found.cells += part.cells;
    found.bytes += part.bytes;
    if (!child.isInline) found.depth = Math.max(found.depth, part.depth + 1);
    found.lists = Math.max(found.lists, part.lists);
    found.rows = Math.max(found.rows, part.rows);
    found.columns = Math.max(found.columns, part.columns);
    found.unstorable += part.unstorable;
  });
  if (isListName(name)) found.lists += 1;
  measures.set(node, found);
  return found;
}

const limits: Record<keyof Measure, number> = {
  blocks: maxBlocks,
  cells: maxCells,
  bytes: maxBytes,
  lists: maxListLevels,
  depth: maxDepth,
  rows: maxTableRows,
  columns: maxTableColumns,
  unstorable: 0,
};
export type Limit = keyof Measure;
const all = Object.keys(limits) as Limit[];

export type Passed = { limit: Limit; value: number; max: number };

/**
 * The first limit that a change would pass; null when the document may be stored. A document that is over a limit already
 * (two people each added to it) may be changed as long as it does not grow further.
 */
export function passedLimit(before: Node, after: Node): Passed | null {
  const [was, is] = [measure(before), measure(after)];
  const limit = all.find((name) => is[name] > limits[name] && is[name] > was[name]);
  return limit === undefined ? null : { limit, value: is[limit], max: limits[limit] };
}

/** Share of a limit from which the writer is warned. */
const near = 0.9;
const counted: readonly Limit[] = ["blocks", "cells", "bytes"];

/** The limit that a story is about to reach, or has reached; null while there is room. */
export function nearLimit(doc: Node): Passed | null {
  const is = measure(doc);
  const limit = counted.find((name) => is[name] >= limits[name] * near);
  return limit === undefined ? null : { limit, value: is[limit], max: limits[limit] };
}
