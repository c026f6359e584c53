// Which rules an item meets, and what becomes of it.
import type { WireRule } from "./types.ts";

/** The longest list of rules, and of entries of one condition. */
export const maxRules = 100;
export const maxEntries = 50;
/** The newest items on which a rule is tried before it is saved. */
export const maxTried = 50;

/** What rules look at. `categories`: subjects, keywords and sections, as the source names them. */
export type RoutedItem = {
  sourceId: string;
  headline: string;
  text: string;
  categories: readonly string[];
  language: string;
  urgency: number | null;
};

/** What the rules decided together. `ruleIds`: the rules that apply, in their order. */
export type Routing = {
  ruleIds: string[];
  sectionId: string | null;
  topicIds: string[];
  personIds: string[];
  /** The rule that dropped it. */
  droppedById: string | null;
};

const folded = (text: string): string =>
  text.normalize("NFKC").replaceAll("’", "'").replaceAll("\u00ad", "").toLowerCase();

/** Scripts that write no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const inWord = "[\\p{L}\\p{N}\\p{M}]";
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Finds whole words; a `*` at the end matches any letters that follow, and a space matches any white space. */
function wordsPattern(entry: string): RegExp {
  const isStem = entry.endsWith("*");
  const words = folded(isStem ? entry.slice(0, -1) : entry).trim();
  const start = unspaced.test(words.slice(0, 1)) ? "" : `(?<!${inWord})`;
  const end = isStem || unspaced.test(words.slice(-1)) ? "" : `(?!${inWord})`;
  return new RegExp(start + words.split(/\s+/).map(escaped).join("\\s+") + end, "u");
}

/** The whole name of a category, or its beginning before a `*`. */
function isCategory(entry: string, category: string): boolean {
  const [wanted, given] = [folded(entry).trim(), folded(category).trim()];
  return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

/** "en" is met by "en-GB", "en-GB" only by itself. */
function isLanguage(entry: string, language: string): boolean {
  const [wanted, given] = [entry.toLowerCase(), language.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}-`);
}

type Compiled = { rule: WireRule; words: RegExp[] };

/** Asks all rules that are on about items; the patterns are made once. */
export class Router {
  readonly #rules: Compiled[];

  /** @param rules in their order */
  constructor(rules: readonly WireRule[]) {
    this.#rules = rules.filter(({ isOn }) => isOn).map((rule) => ({ rule, words: rule.words.map(wordsPattern) }));
  }

  /**
   * Each rule that the item meets adds what it names; the first section counts. A rule that drops is only for items that no rule
   * above it met, and ends the list. So a rule at the top saves what one below would drop.
   */
  route(item: RoutedItem): Routing {
    const routing: Routing = { ruleIds: [], sectionId: null, topicIds: [], personIds: [], droppedById: null };
    const hasWords = this.#rules.some(({ words }) => words.length > 0);
    const texts = hasWords ? [folded(item.headline), folded(item.text)] : [];
    for (const { rule, words } of this.#rules) {
      if (rule.isDropping && routing.ruleIds.length > 0) continue;
      if (!isMet(rule, words, item, texts)) continue;
      routing.ruleIds.push(rule.id);
      if (rule.isDropping) {
        routing.droppedById = rule.id;
        break;
      }
      routing.sectionId ??= rule.sectionId;
      if (rule.topicId !== null && !routing.topicIds.includes(rule.topicId)) routing.topicIds.push(rule.topicId);
      if (rule.personId !== null && !routing.personIds.includes(rule.personId)) routing.personIds.push(rule.personId);
    }
    return routing;
  }
}

/** Every condition is met that the rule has; of a list one entry is enough. */
function isMet(rule: WireRule, words: readonly RegExp[], item: RoutedItem, texts: readonly string[]): boolean {
  if (rule.sourceId !== null && rule.sourceId !== item.sourceId) return false;
  if (rule.urgency !== null && (item.urgency === null || item.urgency > rule.urgency)) return false;
  if (rule.languages.length > 0 && !rule.languages.some((entry) => isLanguage(entry, item.language))) return false;
  const isIn = (entry: string) => item.categories.some((category) => isCategory(entry, category));
  if (rule.categories.length > 0 && !rule.categories.some(isIn)) return false;
  return words.length === 0 || words.some((pattern) => texts.some((text) => pattern.test(text)));
}
