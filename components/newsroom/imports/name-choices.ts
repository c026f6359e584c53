import type { FoundNames } from "#lib/import-runs/types.ts";

/** What a person has typed for each name. */
export type Choices = Record<keyof FoundNames, Record<string, string>>;

export const kinds: { kind: keyof FoundNames; title: string }[] = [
  { kind: "sections", title: "Sections" },
  { kind: "topics", title: "Topics" },
  { kind: "authors", title: "Authors" },
];

/** The mapping of an import: what was mapped before, and what was typed now; a dash leaves a name out. */
export function mappingOf(names: FoundNames, choices: Choices): Record<keyof FoundNames, Record<string, string>> {
  const of = (kind: keyof FoundNames) =>
    Object.fromEntries(
      names[kind].found.flatMap(({ name, to }) => {
        const typed = (choices[kind][name] ?? "").trim();
        if (/^[-–—]$/.test(typed)) return [[name, ""]];
        const chosen = typed || to;
        return chosen === null || chosen === name ? [] : [[name, chosen]];
      }),
    );
  return { sections: of("sections"), topics: of("topics"), authors: of("authors") };
}
