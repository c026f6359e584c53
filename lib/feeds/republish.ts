import { hrefOf } from "#lib/addresses/paths.ts";
import { escapeHtml, toFeedHtml } from "#lib/document/feed.ts";
import { storyWords } from "#lib/document/story-words.ts";
import type { LiveStoryPage } from "#lib/published/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import type { Times } from "#lib/times.ts";
import { languageAttributes } from "./own-language.ts";

/** Galley's own sentences are English, whatever the language of the story. */
const english = (story: LiveStoryPage): string =>
  new Intl.Locale(story.language).language === "en" ? "" : languageAttributes("en");

type Around = { paper: SiteSettings; times: Times; origin: string };

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/**
 * A story as HTML for another site, one line per block: headline, byline, text, corrections, source and licence. Without
 * pictures, whose rights the paper cannot pass on, and without cards of other stories.
 */
export function republishHtml(story: LiveStoryPage, { paper, times, origin }: Around): string {
  const url = origin + hrefOf(story.path);
  const authors = story.authors.map(({ name }) => name);
  const names = authors.length > 0 ? listed(authors) : `${paper.shortName || paper.name} staff`;
  const text = toFeedHtml(story.document, {
    words: storyWords(story.language).words,
    base: url,
    pictureUrl: () => null,
    storyLink: () => null,
  });
  const own = english(story);
  const link = (href: string, name: string) => `<a href="${escapeHtml(href)}">${escapeHtml(name)}</a>`;
  const licence = paper.licenceLink
    ? link(new URL(paper.licenceLink, origin).href, paper.licence)
    : escapeHtml(paper.licence);
  return [
    `<article${languageAttributes(story.language)}>`,
    `<h1>${escapeHtml(story.headline)}</h1>`,
    `<p${own}>By ${escapeHtml(names)}</p>`,
    text.replace(/(<\/(?:p|h2|h3|ul|ol|blockquote|table)>|<hr>)(?=<[^/])/g, "$1\n"),
    ...story.corrections.map(({ kind, at, note }) => {
      const label = `${kind === "CORRECTION" ? "Correction" : "Clarification"}, ${escapeHtml(times.date(at))}:`;
      return `<p>${own ? `<span${own}>${label}</span>` : label} ${escapeHtml(note)}</p>`;
    }),
    `<p${own}>This story was first published by ${link(url, paper.name)} on ${escapeHtml(times.date(story.publishedAt))}. ${licence}</p>`,
    "</article>",
  ]
    .filter(Boolean)
    .join("\n");
}
