// Links to the paper's own pages at which readers would find nothing.
import type { Node } from "@tiptap/pm/model";
import { lineOf, positionOf, textblocksOf } from "./line.ts";
import { type Question, questionOf } from "./questions.ts";

/** What a story links to on the paper's own site: stories by id, other pages by path. */
export type OwnTargets = { stories: string[]; paths: string[] };
/** A link to the paper's own site; `from` and `to` are offsets in the text of its line. */
type OwnLink = { story: string | null; path: string; block: Node; from: number; to: number; question: Question };

function ownLinksOf(doc: Node): OwnLink[] {
  const language = String(doc.attrs.language);
  return textblocksOf(doc).flatMap(({ node, id }) => {
    const line = lineOf(node, language, id);
    return line.links.flatMap(({ from, to, href }): OwnLink[] => {
      const mark = node.nodeAt(positionOf(node, from))?.marks.find(({ type }) => type.name === "link");
      const story = typeof mark?.attrs.story === "string" ? mark.attrs.story : null;
      if (story === null && !href.startsWith("/")) return [];
      return [
        { story, path: href, block: node, from, to, question: questionOf(line, { code: "LINK_DEAD", from, to }) },
      ];
    });
  });
}

export function ownTargetsOf(doc: Node): OwnTargets {
  const links = ownLinksOf(doc);
  return {
    stories: [...new Set(links.flatMap(({ story }) => story ?? []))],
    paths: [...new Set(links.flatMap(({ story, path }) => (story === null ? path : [])))],
  };
}

export type DeadLink = Question & { place: { block: Node; from: number; to: number } };
/** @param dead those of `ownTargetsOf` at which readers find nothing */
export function deadLinks(doc: Node, dead: OwnTargets): DeadLink[] {
  const [stories, paths] = [new Set(dead.stories), new Set(dead.paths)];
  return ownLinksOf(doc)
    .filter(({ story, path }) => (story === null ? paths.has(path) : stories.has(story)))
    .map(({ question, block, from, to }) => ({ ...question, place: { block, from, to } }));
}
