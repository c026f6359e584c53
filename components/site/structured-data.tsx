import { hrefOf } from "#lib/addresses/paths.ts";
import { embedOf } from "#lib/document/blocks/embed/providers.ts";
import { linesOfProfile } from "#lib/document/blocks/profile/block.ts";
import { type Label, labels, type Purpose } from "#lib/document/fields.ts";
import { childrenOf, type NodeJson, wordsOf } from "#lib/document/json.ts";
import {
  breadcrumbJsonLd,
  collectionJsonLd,
  jsonForScript,
  newsArticleJsonLd,
  type ProfileInput,
  type PublisherInput,
  webPageJsonLd,
} from "#lib/document/json-ld.ts";
import { writtenHref } from "#lib/document/links.ts";
import { mediaAddress, mediaType } from "#lib/media/addresses.ts";
import { jpegAddress } from "#lib/pictures/addresses.ts";
import type { LiveCollection } from "#lib/published/collections/data.ts";
import type { LiveCard, LiveStoryPage, LiveTranslation, StandingPage } from "#lib/published/types.ts";
import type { FootPage } from "#lib/site/foot-schema.ts";
import { profileLinks, type SiteSettings } from "#lib/site/schema.ts";
import type { Times } from "#lib/times.ts";
import { embedTitleOf } from "../story/embed.tsx";
import { pictureOf } from "../story/figure-parts.tsx";
import { mediaOf } from "../story/media.tsx";
import { childOf } from "../story/plain.ts";
import { descriptionOf, imageOf, sharedImage, socialPictureOf } from "./page-head.ts";

type Around = { paper: SiteSettings; pages: readonly FootPage[]; times: Times; origin: string };

type StoryProps = Around & { story: LiveStoryPage; translations: readonly LiveTranslation[] };

/** The paper as an organisation, with its published policy pages. */
function publisherOf({ paper, pages, origin }: Around): PublisherInput {
  const addressOf = (purpose: Purpose) => {
    const page = pages.find((one) => one.purpose === purpose);
    return page && `${origin}${hrefOf(page.path)}`;
  };
  return {
    name: paper.name,
    url: origin,
    logo: null,
    sameAs: profileLinks(paper.profiles).map(({ href }) => href),
    publishingPrinciples: addressOf("ethics"),
    correctionsPolicy: addressOf("corrections"),
    ethicsPolicy: addressOf("ethics"),
    ownershipFundingInfo: addressOf("ownership"),
    verificationFactCheckingPolicy: addressOf("verification"),
    unnamedSourcesPolicy: addressOf("unnamed-sources"),
  };
}

const isLabel = (label: string): label is Label => (labels as readonly string[]).includes(label);

/** Structured data of a story for search engines. */
export function StoryStructuredData({ story, translations, ...around }: StoryProps) {
  const { paper, times, origin } = around;
  const url = `${origin}${hrefOf(story.path)}`;
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
    images: imagesOf(story, origin),
    media: mediaOfStory(story, origin, times),
    embeddedVideos: embeddedVideosOf(story),
    profiles: profilesOf(story, origin),
    galleries: galleriesOf(story, origin, url),
    publisher: publisherOf(around),
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

/** The galleries of a story with the pictures in them that readers may see. */
function galleriesOf({ document, pictures }: LiveStoryPage, origin: string, url: string) {
  const galleries = childrenOf(document).filter(({ type }) => type === "gallery");
  return galleries.flatMap((gallery) => {
    const images = childrenOf(gallery).flatMap((figure) => {
      const picture = pictureOf(figure, { pictures });
      const image = picture && sharedImage(picture, origin);
      if (!image) return [];
      const line = (part: string) => wordsOf(childOf(figure, part)).trim();
      return [{ ...image, caption: line("caption"), credit: line("credit") }];
    });
    return images.length > 0 ? [{ url: `${url}#g-${gallery.attrs?.id}`, images }] : [];
  });
}

/** The profiles of a story that have a name. */
function profilesOf({ document, pictures }: LiveStoryPage, origin: string): ProfileInput[] {
  return childrenOf(document).flatMap((node) => {
    if (node.type !== "profile") return [];
    const lines = linesOfProfile(node);
    const [name = "", role = ""] = [lines.name, lines.role].map((line) => (line ? wordsOf(line).trim() : ""));
    if (name === "") return [];
    const figure = childOf(node, "figure");
    const picture = figure && pictureOf(figure, { pictures });
    const image = picture && sharedImage(picture, origin);
    const line = (part: string) => wordsOf(childOf(figure, part)).trim();
    return [
      {
        type: node.attrs?.subject === "organisation" ? "Organization" : "Person",
        name,
        role,
        url: addressIn(lines.name, origin),
        image: image ? { ...image, caption: line("caption"), credit: line("credit") } : null,
      },
    ];
  });
}

/** The full address of the first link in a line; null without one. */
function addressIn(line: NodeJson | null, origin: string): string | null {
  const runs = line ? childrenOf(line) : [];
  const links = runs.flatMap(({ marks }) => (Array.isArray(marks) ? marks : [])).filter(({ type }) => type === "link");
  const href = writtenHref(links[0]?.attrs?.href);
  if (href === null || !URL.canParse(href, origin)) return null;
  const url = new URL(href, origin);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

/** The shapes that search engines show. */
const searchShapes = ["16:9", "3:2", "1:1"] as const;

function imagesOf(story: LiveStoryPage, origin: string) {
  const picture = story.picture ?? socialPictureOf(story);
  if (!picture) return [];
  const { pictureCaption: caption, pictureCredit: credit } = story;
  const images = searchShapes.flatMap((shape) => imageOf(picture, shape, origin) ?? []);
  const urls = [...new Set(images.map(({ url }) => url))];
  return urls.flatMap((url) => {
    const image = images.find((one) => one.url === url);
    return image ? [{ ...image, caption, credit }] : [];
  });
}

/** The videos and sounds of a story; without a caption they are named after it. */
function mediaOfStory(
  { document, pictures, media, headline, publishedAt }: LiveStoryPage,
  origin: string,
  times: Times,
) {
  return childrenOf(document).flatMap((node) => {
    const found = mediaOf(node, "VIDEO", { media }) ?? mediaOf(node, "AUDIO", { media });
    if (!found) return [];
    const { id, facts } = found;
    const poster = facts.kind === "VIDEO" ? pictureOf(node, { pictures }) : null;
    return [
      {
        type: facts.kind === "VIDEO" ? ("VideoObject" as const) : ("AudioObject" as const),
        contentUrl: origin + mediaAddress(id, facts),
        encodingFormat: mediaType(facts),
        name: wordsOf(childOf(node, "caption")).trim() || headline,
        uploadDate: times.iso(publishedAt),
        duration: facts.durationSeconds === null ? null : `PT${facts.durationSeconds}S`,
        thumbnailUrl: poster && origin + jpegAddress(poster.facts, poster.id, 960),
        transcript: facts.transcript,
      },
    ];
  });
}

/** Videos at other sites that have a title; without one search engines have no use for them. */
function embeddedVideosOf({ document }: LiveStoryPage) {
  return childrenOf(document).flatMap((node) => {
    const shown = node.type === "embed" ? embedOf(node.attrs?.embed) : null;
    const name = embedTitleOf(node);
    return shown?.isVideo && shown.frame && name ? [{ name, url: shown.link, embedUrl: shown.frame }] : [];
  });
}

/** A translation refers to its original, an original to its translations. */
function worksOf(story: LiveStoryPage, translations: readonly LiveTranslation[], origin: string) {
  const others = translations
    .filter(({ id }) => id !== story.id)
    .map(({ path, language, isOriginal }) => ({ url: origin + hrefOf(path), language, isOriginal }));
  return {
    translationOf: others.find(({ isOriginal }) => isOriginal)?.url ?? null,
    translations: story.translationOf === null ? others : [],
  };
}

/** Structured data of a standing page. */
export function StandingStructuredData({ page, ...around }: Around & { page: StandingPage }) {
  const { paper, times, origin } = around;
  const url = `${origin}${hrefOf(page.path)}`;
  const about = webPageJsonLd({
    url,
    name: page.headline,
    description: descriptionOf(page),
    datePublished: times.iso(page.publishedAt),
    dateModified: times.iso(page.updatedAt ?? page.publishedAt),
    language: page.language,
    purpose: page.purpose,
    publisher: publisherOf(around),
  });
  const trail = [
    { name: paper.name, url: `${origin}/` },
    { name: page.headline, url },
  ];
  return (
    <>
      <JsonLd value={about} />
      <JsonLd value={breadcrumbJsonLd(trail)} />
    </>
  );
}

type CollectionProps = Around & { collection: LiveCollection; cards: readonly LiveCard[] };

/** Structured data of a series or an issue. */
export function CollectionStructuredData({ collection, cards, ...around }: CollectionProps) {
  const { paper, times, origin } = around;
  const { name, path, kind, intro, cover, publishedAt, updatedAt } = collection;
  const url = `${origin}${hrefOf(path)}`;
  const trail = [
    { name: paper.name, url: `${origin}/` },
    { name, url },
  ];
  return (
    <>
      <JsonLd
        value={collectionJsonLd({
          url,
          isIssue: kind === "ISSUE",
          name,
          description: intro.replace(/\s+/g, " "),
          datePublished: times.iso(publishedAt),
          dateModified: times.iso(updatedAt),
          image: cover && imageOf(cover, "16:9", origin),
          parts: cards.map((card) => ({
            url: `${origin}${hrefOf(card.path)}`,
            headline: card.headline,
            datePublished: times.iso(card.publishedAt),
          })),
          publisher: publisherOf(around),
          language: paper.language,
        })}
      />
      <JsonLd value={breadcrumbJsonLd(trail)} />
    </>
  );
}

const JsonLd = ({ value }: { value: unknown }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(value) }} />
);
