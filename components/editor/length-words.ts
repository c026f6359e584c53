import { budgetOf } from "#lib/document/counts.ts";

const number = (value: number): string => value.toLocaleString("en-GB");
const counted = (value: number, one: string, many: string): string => `${number(value)} ${value === 1 ? one : many}`;

/** "840 words", or "12 of 840 words" while something is selected. */
export const lengthWords = (words: number, selected: number | null): string =>
  selected === null ? counted(words, "word", "words") : `${number(selected)} of ${counted(words, "word", "words")}`;

/** "40 over" or "40 left"; null without a wanted length. */
export function budgetWords(words: number, length: number | null): { text: string; isOver: boolean } | null {
  const budget = budgetOf(words, length);
  if (!budget) return null;
  if ("over" in budget) return { text: `${number(budget.over)} over`, isOver: true };
  return { text: `${number(budget.left)} left`, isOver: false };
}

/** Every count of a text, for a list. */
export const countWordsOf = (counts: {
  words: number;
  characters: number;
  charactersWithoutSpaces: number;
  minutes: number;
}): string[] => [
  counted(counts.words, "word", "words"),
  counted(counts.characters, "character with spaces", "characters with spaces"),
  counted(counts.charactersWithoutSpaces, "character without spaces", "characters without spaces"),
  `${number(counts.minutes)} min read`,
];
