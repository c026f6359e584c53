import { roleNames } from "#lib/people/policy.ts";

// What the sentences of several areas are made of.

/** A sentence without its subject: text and links. */
export type SentencePart = string | { text: string; href: string | null };
/** What was recorded beside the action. */
export type Detail = Record<string, unknown>;

export type SentenceRule = {
  /** Label in the filter: "Topic merged". */
  label: string;
  /** `it` is the thing that was acted on. */
  say: (it: SentencePart, detail: Detail) => SentencePart[];
};

export const text = (detail: Detail, name: string): string => {
  const value = detail[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};
export const at = (detail: Detail): string => (text(detail, "path") ? ` at ${text(detail, "path")}` : "");
export const because = (detail: Detail, name: string): string =>
  text(detail, name) ? `: “${text(detail, name)}”` : "";
export const role = (detail: Detail, name: string): string => {
  const key = text(detail, name);
  return key in roleNames ? roleNames[key as keyof typeof roleNames].name.toLowerCase() : key;
};
export const asRole = (detail: Detail): string => (text(detail, "role") ? ` as ${role(detail, "role")}` : "");
/** The changed part: the name, the path or only the description. */
export const changes = (detail: Detail): string =>
  [
    text(detail, "from") && `, formerly “${text(detail, "from")}”`,
    text(detail, "path") && `, and moved it to ${text(detail, "path")}`,
  ]
    .filter(Boolean)
    .join("");

export const simple = (label: string, verb: string, after: (detail: Detail) => string = () => ""): SentenceRule => ({
  label,
  say: (it, detail) => [`${verb} `, it, after(detail)],
});
export const alone = (label: string, words: (detail: Detail) => string): SentenceRule => ({
  label,
  say: (_it, detail) => [words(detail)],
});

/** "2026-11-28 06:00 UTC" behind a word; nothing without an instant. */
export const dueText = (detail: Detail, name: string, word: string): string => {
  const due = text(detail, name);
  return due ? `${word}${due.slice(0, 16).replace("T", " ")} UTC` : "";
};
