import { labelNames } from "#lib/document/fields.ts";

const names: Readonly<Record<string, string>> = labelNames;

/** What readers are told a piece is; null for plain news, and for what is stored and not known. */
export const labelName = (label: string): string | null =>
  Object.hasOwn(names, label) ? (names[label] ?? null) : null;
