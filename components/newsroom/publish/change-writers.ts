import type { Name } from "#lib/stories/types.ts";

/** "Changed by you and Rob Lund". */
export function changedByWords(by: readonly (Name | null)[], personId: string): string {
  if (by.length === 0) return "The author of this change is unknown";
  const names = by.map((one) => (one === null ? "Galley" : one.id === personId ? "you" : one.name));
  return `Changed by ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`}`;
}
