import { hrefOf } from "#lib/addresses/paths.ts";
import { type Label, labels } from "#lib/document/fields.ts";
import { breadcrumbJsonLd, jsonForScript, newsArticleJsonLd } from "#lib/document/json-ld.ts";
import type { LiveStoryPage, LiveTranslation } from "#lib/live/types.ts";
import { pictureAddress } from "#lib/pictures/addresses.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import type { Times } from "#lib/times.ts";
import { descriptionOf, sharedRenditions } from "./metadata.ts";

type Props = {
  story: LiveStoryPage;
  translations: readonly LiveTranslation[];
  paper: SiteSettings;
  times: Times;
  origin: string;
};

const isLabel = (label: string): label is Label => (labels as readonly string[]).includes(label);

/** What search engines read about a story, beside its text. */
export function StoryStructuredData({ story, translations, paper, times, origin }: Props) {
  const url = `${origin}${hrefOf(story.path)}`;
  const picture = story.picture;
  const article = newsArticleJsonLd({
    url,
    headline: story.headline,
    description: descriptionOf(story),
    datePublished: times.iso(story.publishedAt),
    dateModified: story.updatedAt ? times.iso(story.updatedAt) : null,
    authors: story.authors.map(({ name, path, jobTitle }) => ({ name, jobTitle, url: `${origin}${hrefOf(path)}` })),
    section: { name: story.section.name },
    topics: story.topics.map(({ name }) => ({ name })),
    label: isLabel(story.label) ? story.label : "",
    images: picture
      ? sharedRenditions(picture.facts)
          .slice(0, 2)
          .map(({ width, height, format }) => ({
            url: `${origin}${pictureAddress(picture.id, width, format)}`,
            width,
            height,
            caption: story.pictureCaption,
            credit: story.pictureCredit,
          }))
      : [],
    publisher: { name: paper.name, url: origin, logo: null },
    language: story.language,
    words: story.words,
    isAccessibleForFree: true,
    corrections: story.corrections.map(({ number, note, at }) => ({
      note,
      at: times.iso(at),
      url: `${url}#correction-${number}`,
    })),
    place: story.place,
    ...worksOf(story, translations, origin),
  });
  const trail = [
    { name: paper.name, url: `${origin}/` },
    ...story.trail.map(({ name, path }) => ({ name, url: `${origin}${hrefOf(path)}` })),
    { name: story.headline, url },
  ];
  return (
    <>
      <JsonLd value={article} />
      <JsonLd value={breadcrumbJsonLd(trail)} />
    </>
  );
}

/** A translation names its original, an original names its translations. */
function worksOf(story: LiveStoryPage, translations: readonly LiveTranslation[], origin: string) {
  const others = translations
    .filter(({ id }) => id !== story.id)
    .map(({ path, language, isOriginal }) => ({ url: origin + hrefOf(path), language, isOriginal }));
  return {
    translationOf: others.find(({ isOriginal }) => isOriginal)?.url ?? null,
    translations: story.translationOf === null ? others : [],
  };
}

const JsonLd = ({ value }: { value: unknown }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(value) }} />
);
