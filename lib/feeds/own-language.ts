import { escapeHtml } from "../document/feed.ts";
import { directionOf } from "../times.ts";

/** ` lang="ar" dir="rtl"`: the attributes that HTML of this language needs wherever it is copied. */
export const languageAttributes = (language: string): string =>
  ` lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;

const baseOf = (language: string): string => language.toLowerCase().split("-", 1)[0] ?? "";

/** Whether a feed reader would mistake the language or the direction of a text in a feed of the language `around`. */
export const needsLanguage = (language: string, around: string): boolean =>
  baseOf(language) !== baseOf(around) || directionOf(language) === "rtl";

/**
 * HTML of an entry with its language and direction, because feed readers show entries without the feed around them.
 * Omitted if the feed has the same language and runs from left to right, which every reader assumes.
 * @param tag "div" around blocks, "span" around a line of text
 */
export const inOwnLanguage = (html: string, tag: "div" | "span", language: string, around: string): string =>
  html !== "" && needsLanguage(language, around) ? `<${tag}${languageAttributes(language)}>${html}</${tag}>` : html;
