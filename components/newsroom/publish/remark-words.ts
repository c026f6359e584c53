import type { OpenSuggestion } from "#lib/stories/saving/suggestions-data.ts";

/** The effect of a suggestion: "Replace “240” with “340”". */
export function suggestionWords({ added, removed }: Pick<OpenSuggestion, "added" | "removed">): string {
  if (added && removed) return `Replace “${removed}” with “${added}”`;
  if (added) return `Add “${added}”`;
  if (removed) return `Remove “${removed}”`;
  return "Change the form, not the words";
}
