// The paper's own words, which the spell checker of a browser should not underline.
import type { Node } from "@tiptap/pm/model";

export const spellingKey = "spellingWords";
export const maxSpellingWords = 5_000;
export const maxSpellingWord = 60;

/** The words of a text that somebody has typed or pasted, once each, in the order of the alphabet. */
export const spellingWordsOf = (text: string): string[] => sorted(text.split(/[\s,;]+/u).filter(Boolean));

export const sorted = (words: Iterable<string>): string[] =>
  [...new Set(words)].sort((a, b) => a.localeCompare(b, "en") || (a < b ? -1 : 1));

/** The stored list; empty where nothing, or nothing readable, is stored. */
export const parseSpellingWords = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.filter((word) => typeof word === "string") : [];

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[’'.-][\p{L}\p{M}\p{N}]+)*/gu;
const straight = (word: string): string => word.replaceAll("’", "'");

/** Finds the paper's words in a text: as they are listed, also with a capital at the beginning and with "’s". */
export class SpellingList {
  readonly #words: ReadonlySet<string>;
  /** Textblocks are immutable: one that has not changed is the same object. */
  readonly #known = new WeakMap<Node, { from: number; to: number }[]>();

  constructor(words: readonly string[]) {
    this.#words = new Set(words.map(straight));
  }

  #isListed(word: string): boolean {
    const first = [...word][0] ?? "";
    return this.#words.has(word) || this.#words.has(first.toLowerCase() + word.slice(first.length));
  }

  /** Positions in the document. */
  placesIn(doc: Node): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    if (this.#words.size === 0) return found;
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      for (const { from, to } of this.#placesOf(node)) found.push({ from: pos + 1 + from, to: pos + 1 + to });
      return false;
    });
    return found;
  }

  #placesOf(block: Node): { from: number; to: number }[] {
    let places = this.#known.get(block);
    if (!places) {
      const text = straight(block.textBetween(0, block.content.size, null, "\ufffc"));
      places = [...text.matchAll(wordPattern)].flatMap(({ 0: word, index }) => {
        const isListed = this.#isListed(word) || this.#isListed(word.replace(/'s$/, ""));
        return isListed ? [{ from: index, to: index + word.length }] : [];
      });
      this.#known.set(block, places);
    }
    return places;
  }
}
