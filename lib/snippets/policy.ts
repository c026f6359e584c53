import type { Node } from "@tiptap/pm/model";
import type { Actor } from "../actor.ts";
import { has, writesForOthers } from "../roles/policy.ts";

/** A bound snippet is on published pages, so only those who manage snippets change it. Others keep pieces of text to be copied. */
export const canSaveSnippet = (actor: Actor, isBound: boolean): boolean =>
  isBound ? canManageSnippets(actor) : canManageSnippets(actor) || writesForOthers(actor);
export const canManageSnippets = (actor: Actor): boolean => has(actor, "style");

/**
 * What a bound snippet may hold. Not in it: pictures and files, whose terms are checked for each story; footnotes, which are numbered with
 * those of the story; notes to editors, which readers must never get; and other snippets.
 */
const boundNodes: ReadonlySet<string> = new Set([
  "paragraph",
  "subheading",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "pullQuote",
  "attribution",
  "table",
  "tableCaption",
  "tableRow",
  "tableCell",
  "credit",
  "factBox",
  "factBoxTitle",
  "qa",
  "qaTitle",
  "timelineEvent",
  "timelineEventTitle",
  "entry",
  "entryTitle",
  "profile",
  "profileTitle",
  "profileRole",
  "codeBlock",
  "tableOfContents",
  "series",
  "seriesTitle",
  "relatedStory",
  "embed",
  "embedTitle",
  "divider",
  "hardBreak",
  "text",
]);

export function mayBeBound(blocks: readonly Node[]): boolean {
  const isText = (node: Node): boolean => boundNodes.has(node.type.name) && node.children.every(isText);
  return blocks.every(isText);
}
