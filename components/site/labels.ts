import { labelNames } from "#lib/document/fields.ts";

const names: Readonly<Record<string, string>> = labelNames;

/** The label of a story for readers; null for plain news and for an unknown stored value. */
export const labelName = (label: string): string | null =>
  Object.hasOwn(names, label) ? (names[label] ?? null) : null;
