import { type Extensions, getSchema } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { allBlocks } from "./blocks/registry.ts";
import { descriptions } from "./fields.ts";
import { markExtensions } from "./marks.ts";
import { nodeDefinitions } from "./nodes.ts";
import { DocumentRefused } from "./refused.ts";

/** The number that zones and marks, new attributes of older blocks, and the values that older fields may hold, have reached. */
const baseNumber = 27;

/**
 * The number of this schema. It rises with every node, mark or attribute that is added, and with every value that one may newly hold; nothing is ever taken away,
 * so a client that has a number can read every document of a lower one. A new block or
 * field gives the next number as its `since`.
 */
export const SCHEMA_NUMBER = Math.max(
  baseNumber,
  ...allBlocks.map(({ since }) => since),
  ...Object.values(descriptions).map(({ since }) => since),
);

/** Every node and mark of a story, once, in order. The server validates with them; the editor extends them by name. */
export const documentExtensions: Extensions = [
  ...Object.values(nodeDefinitions).map(({ spec }) => spec),
  ...markExtensions,
];

export const documentSchema: Schema = getSchema([...documentExtensions]);

/** Every node and mark name; a check holds that each has a reader component, a plain-text rule and a test. */
export const readerNodeNames: readonly string[] = Object.keys(documentSchema.nodes);
export const readerMarkNames: readonly string[] = Object.keys(documentSchema.marks);

/** Throws UNKNOWN_SCHEMA for a client whose schema is newer than the server's, or that names none. */
export function assertSchemaNumber(number: unknown): void {
  if (typeof number === "number" && Number.isInteger(number) && number >= 1 && number <= SCHEMA_NUMBER) return;
  throw new DocumentRefused(
    "UNKNOWN_SCHEMA",
    "This page is newer than the server. Keep it open and try again in a minute.",
    `schema ${JSON.stringify(number)}, known up to ${SCHEMA_NUMBER}`,
  );
}
