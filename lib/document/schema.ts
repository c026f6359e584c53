import { type Extensions, getSchema } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { blockExtensions } from "./block-nodes.ts";
import { markExtensions } from "./marks.ts";
import { DocumentRefused } from "./refused.ts";
import { tableExtensions } from "./table-nodes.ts";
import { zoneExtensions } from "./zone-nodes.ts";

/**
 * The number of this schema. It rises with every node, mark or attribute that is added, and with every value that one may newly hold; nothing is ever taken away,
 * so whoever has a number can read every document of a lower one.
 */
export const SCHEMA_NUMBER = 6;

/** Every node and mark of a story, once, in order. The server validates with them; the editor extends them by name. */
export const documentExtensions: Extensions = [
  ...zoneExtensions,
  ...blockExtensions,
  ...tableExtensions,
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
