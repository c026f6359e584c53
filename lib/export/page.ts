// The pages of an export that open from disk without a server, and the Markdown beside them.
import type { Node } from "@tiptap/pm/model";
import { stringify } from "yaml";
import { escapeHtml, toFeedHtml } from "#lib/document/feed.ts";
import { storyWords } from "#lib/document/story-words.ts";
import { headlineOf, kickerOf } from "#lib/document/text.ts";
import { markdownOf } from "./markdown.ts";
import type { ExportedStory } from "./types.ts";

/** The names of files by the ids of stories, pictures and media; null where the export has none. */
export type FileNames = {
  story: (id: string) => { name: string; headline: string } | null;
  picture: (id: string) => string | null;
  media: (id: string) => string | null;
};

/** The origin that addresses in the export begin with until they become relative: a document holds whole addresses only. */
const here = "https://export.invalid/";

function textOf(doc: Node, { path, language }: ExportedStory, files: FileNames, site: string | null): string {
  const html = toFeedHtml(doc, {
    words: storyWords(language).words,
    ...(site && path ? { base: site + path } : {}),
    pictureUrl: (id) => placed(files.picture(id)),
    mediaUrl: (id) => placed(files.media(id)),
    storyLink: (id) => {
      const story = files.story(id);
      return story && { url: `${here}stories/${story.name}.html`, headline: story.headline };
    },
  });
  return html.replace(/(src|href|poster)="https:\/\/export\.invalid\//g, '$1="../');
}

const placed = (file: string | null) => (file === null ? null : here + file);

const style =
  "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif;color:#1a1a1a;background:#fff}img,video{max-width:100%;height:auto}h1{line-height:1.2}figure{margin:1.5rem 0}figcaption,.facts{color:#595959;font-size:.9rem}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2rem .5rem;text-align:left}@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}a{color:#9cf}figcaption,.facts{color:#aaa}}";

const wholePage = (title: string, language: string, body: string): string =>
  `<!doctype html>\n<html lang="${escapeHtml(language)}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

const day = (instant: string): string => instant.slice(0, 10);

export function storyPageOf(doc: Node, story: ExportedStory, files: FileNames, site: string | null): string {
  const headline = headlineOf(doc) || "No headline";
  const facts = [
    story.authors.map(({ name }) => name).join(", "),
    story.firstPublishedAt ? day(story.firstPublishedAt) : "Not published",
    story.path ?? "",
  ].filter(Boolean);
  const corrections = story.corrections.map(
    ({ kind, note, at }) =>
      `<p class="facts">${kind === "CORRECTION" ? "Correction" : "Clarification"}, ${day(at)}: ${escapeHtml(note)}</p>`,
  );
  const parts = [
    `<p class="facts"><a href="../index.html">All stories</a></p>`,
    "<article>",
    kickerOf(doc) ? `<p class="facts">${escapeHtml(kickerOf(doc))}</p>` : "",
    `<h1>${escapeHtml(headline)}</h1>`,
    `<p class="facts">${facts.map(escapeHtml).join(" · ")}</p>`,
    textOf(doc, story, files, site),
    ...corrections,
    "</article>",
  ];
  return wholePage(headline, story.language, parts.filter(Boolean).join("\n"));
}

/** With front matter that Galley and generators of static sites read. */
export function storyMarkdownOf(doc: Node, story: ExportedStory, files: FileNames, site: string | null): string {
  const [section] = story.sections;
  const matter = {
    title: headlineOf(doc),
    ...(story.firstPublishedAt ? { date: story.firstPublishedAt } : { draft: true }),
    ...(story.updatedAt ? { lastmod: story.updatedAt } : {}),
    ...(story.path ? { url: story.path } : {}),
    ...(story.formerPaths.length > 0 ? { aliases: story.formerPaths } : {}),
    ...(section ? { section: section.name } : {}),
    ...(story.topics.length > 0 ? { tags: story.topics.map(({ name }) => name) } : {}),
    ...(story.authors.length > 0 ? { authors: story.authors.map(({ name }) => name) } : {}),
    language: story.language,
  };
  return `---\n${stringify(matter)}---\n\n${markdownOf(textOf(doc, story, files, site))}`;
}

export type IndexLine = { name: string; headline: string; day: string; isPublished: boolean };

/** Newest first. */
export function indexPageOf(title: string, language: string, lines: readonly IndexLine[]): string {
  const items = [...lines]
    .sort((a, b) => (a.day === b.day ? (a.name < b.name ? -1 : 1) : a.day < b.day ? 1 : -1))
    .map(
      ({ name, headline, day: at, isPublished }) =>
        `<li><span class="facts">${at}</span> <a href="stories/${encodeURIComponent(name)}.html">${escapeHtml(headline || "No headline")}</a>${isPublished ? "" : ' <span class="facts">not published</span>'}</li>`,
    );
  return wholePage(title, language, `<h1>${escapeHtml(title)}</h1>\n<ul>\n${items.join("\n")}\n</ul>`);
}
