const word = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu;

function collect(node: unknown, into: Map<string, number>): void {
  if (typeof node !== "object" || node === null) return;
  const { text, content } = node as { text?: unknown; content?: unknown };
  if (typeof text === "string") for (const [one] of text.matchAll(word)) into.set(one, (into.get(one) ?? 0) + 1);
  if (Array.isArray(content)) for (const child of content) collect(child, into);
}

/**
 * How many words came and went between two states, from the blocks that only one of them has (JSON texts of a revision).
 * Words that only moved are not counted. For lists: it is far cheaper than a comparison.
 */
export function changedWords(
  added: readonly string[],
  takenOut: readonly string[],
): { added: number; takenOut: number } {
  const [now, before] = [new Map<string, number>(), new Map<string, number>()];
  for (const text of added) collect(JSON.parse(text), now);
  for (const text of takenOut) collect(JSON.parse(text), before);
  const beyond = (more: Map<string, number>, less: Map<string, number>) =>
    [...more].reduce((sum, [one, count]) => sum + Math.max(0, count - (less.get(one) ?? 0)), 0);
  return { added: beyond(now, before), takenOut: beyond(before, now) };
}
