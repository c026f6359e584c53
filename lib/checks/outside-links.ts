// Links to other sites at which readers find nothing, or that have moved for good.
import type { Node } from "@tiptap/pm/model";
import type { LostLink } from "../outside-links/types.ts";
import { type CheckedLine, lineOf, textblocksOf } from "./line.ts";
import type { DeadLink } from "./own-links.ts";
import { questionOf } from "./questions.ts";

type OutsideLink = { url: string; line: CheckedLine; block: Node; from: number; to: number };

function outsideLinksOf(doc: Node): OutsideLink[] {
  const language = String(doc.attrs.language);
  return textblocksOf(doc).flatMap(({ node, id }) => {
    const line = lineOf(node, language, id);
    return line.links
      .filter(({ href }) => /^https?:\/\//i.test(href))
      .map(({ from, to, href }) => ({ url: href, line, block: node, from, to }));
  });
}

/** The addresses of other sites that a story links to, once each, in order of the alphabet. */
export const outsideUrlsOf = (doc: Node): string[] => [...new Set(outsideLinksOf(doc).map(({ url }) => url))].sort();

/** @param lost those of `outsideUrlsOf` that the last visit found dead or moved */
export function lostLinks(doc: Node, lost: readonly LostLink[]): DeadLink[] {
  const known = new Map(lost.map((one) => [one.url, one]));
  return outsideLinksOf(doc).flatMap(({ url, line, block, from, to }) => {
    const one = known.get(url);
    if (!one) return [];
    const code = one.movedTo === null ? ("LINK_BROKEN" as const) : ("LINK_MOVED" as const);
    return [{ ...questionOf(line, { code, from, to }), place: { block, from, to } }];
  });
}
