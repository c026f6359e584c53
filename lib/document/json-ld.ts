import type { Label, Purpose } from "./fields.ts";

/** The paper, with the pages on which it says by what it is held. */
export type PublisherInput = {
  name: string;
  url: string;
  logo: { url: string; width: number; height: number } | null;
  publishingPrinciples?: string | undefined;
  correctionsPolicy?: string | undefined;
  ethicsPolicy?: string | undefined;
  ownershipFundingInfo?: string | undefined;
  verificationFactCheckingPolicy?: string | undefined;
  unnamedSourcesPolicy?: string | undefined;
  /** Its profiles elsewhere. */
  sameAs?: readonly string[];
};

export type ImageInput = { url: string; width: number; height: number; caption: string; credit: string };

export type MediaInput = {
  type: "VideoObject" | "AudioObject";
  contentUrl: string;
  encodingFormat: string;
  name: string;
  uploadDate: string;
  duration: string | null;
  thumbnailUrl: string | null;
  transcript: string;
};

/** A video at another site, of which no more is known. */
export type EmbeddedVideoInput = { name: string; url: string; embedUrl: string };

/** A person or organisation of whom the story has a profile. */
export type ProfileInput = {
  type: "Person" | "Organization";
  name: string;
  /** Role or short facts; may be empty. */
  role: string;
  /** The page about them on the site, or one of their own; null for none. */
  url: string | null;
  image: ImageInput | null;
};

/** Addresses are full ones; instants are ISO 8601. */
export type NewsArticleInput = {
  url: string;
  headline: string;
  /** From the standfirst; left out when empty. */
  description: string;
  datePublished: string;
  /** Absent while nothing has changed since. */
  dateModified: string | null;
  authors: readonly { name: string; url: string; jobTitle: string }[];
  section: { name: string } | null;
  topics: readonly { name: string }[];
  label: Label;
  /** Renditions, the widest ratio first. */
  images: readonly ImageInput[];
  /** `url`: the story with the fragment of the gallery. */
  /** `type`: "VideoObject" or "AudioObject". `duration`: ISO 8601. */
  media: readonly MediaInput[];
  embeddedVideos: readonly EmbeddedVideoInput[];
  profiles: readonly ProfileInput[];
  galleries: readonly { url: string; images: readonly ImageInput[] }[];
  publisher: PublisherInput;
  language: string;
  words: number;
  isAccessibleForFree: boolean;
  /** Oldest first. */
  corrections: readonly { note: string; at: string; url: string }[];
  /** The place of the dateline; "" for none. */
  place: string;
  /** The story that this one translates. */
  translationOf: string | null;
  /** Full addresses of the story in other languages, of an original only. */
  translations: readonly { url: string; language: string }[];
};

const types: Readonly<Record<Label, string>> = {
  "": "NewsArticle",
  analysis: "AnalysisNewsArticle",
  opinion: "OpinionNewsArticle",
  review: "ReviewNewsArticle",
  interview: "ReportageNewsArticle",
  explainer: "BackgroundNewsArticle",
  obituary: "NewsArticle",
  feature: "ReportageNewsArticle",
  live: "NewsArticle",
  paid: "AdvertiserContentArticle",
};

type Json = string | number | boolean | Json[] | { [key: string]: Json };
const some = (key: string, value: Json | null | undefined): { [key: string]: Json } =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
    ? {}
    : { [key]: value };

const imageObject = ({ url, width, height, caption, credit }: ImageInput): Json => ({
  "@type": "ImageObject",
  url,
  width,
  height,
  ...some("caption", caption),
  ...some("creditText", credit),
});

const mediaObject = ({ type, contentUrl, encodingFormat, name, uploadDate, ...more }: MediaInput): Json => ({
  "@type": type,
  name,
  contentUrl,
  encodingFormat,
  uploadDate,
  ...some("duration", more.duration),
  ...some("thumbnailUrl", more.thumbnailUrl),
  ...some("transcript", more.transcript),
});

const profileOf = ({ type, name, role, url, image }: ProfileInput): Json => ({
  "@type": type,
  name,
  ...some(type === "Person" ? "jobTitle" : "description", role),
  ...some("url", url),
  ...some("image", image && imageObject(image)),
});

function publisherOf(input: PublisherInput): Json {
  return {
    "@type": "NewsMediaOrganization",
    name: input.name,
    url: input.url,
    ...some("logo", input.logo && { "@type": "ImageObject", ...input.logo }),
    ...some("publishingPrinciples", input.publishingPrinciples),
    ...some("correctionsPolicy", input.correctionsPolicy),
    ...some("ethicsPolicy", input.ethicsPolicy),
    ...some("ownershipFundingInfo", input.ownershipFundingInfo),
    ...some("verificationFactCheckingPolicy", input.verificationFactCheckingPolicy),
    ...some("unnamedSourcesPolicy", input.unnamedSourcesPolicy),
    ...some("sameAs", input.sameAs && [...input.sameAs]),
  };
}

/** What search engines read about a story (schema.org). Without authors the newsroom itself is named: never nobody. */
export function newsArticleJsonLd(input: NewsArticleInput): Json {
  const publisher = publisherOf(input.publisher);
  return {
    "@context": "https://schema.org",
    "@type": types[input.label],
    mainEntityOfPage: { "@type": "WebPage", "@id": input.url },
    url: input.url,
    headline: input.headline,
    ...some("description", input.description),
    datePublished: input.datePublished,
    dateModified: input.dateModified ?? input.datePublished,
    author:
      input.authors.length === 0
        ? [{ "@type": "NewsMediaOrganization", name: input.publisher.name, url: input.publisher.url }]
        : input.authors.map((author) => ({
            "@type": "Person",
            name: author.name,
            url: author.url,
            ...some("jobTitle", author.jobTitle),
          })),
    publisher,
    ...some("articleSection", input.section?.name),
    ...some(
      "keywords",
      input.topics.map((topic) => topic.name),
    ),
    ...some("image", input.images.map(imageObject)),
    ...some("video", [
      ...input.media.filter(({ type }) => type === "VideoObject").map(mediaObject),
      ...input.embeddedVideos.map((video) => ({ "@type": "VideoObject", ...video })),
    ]),
    ...some("audio", input.media.filter(({ type }) => type === "AudioObject").map(mediaObject)),
    ...some(
      "hasPart",
      input.galleries.map(({ url, images }) => ({ "@type": "ImageGallery", url, image: images.map(imageObject) })),
    ),
    ...some("mentions", input.profiles.map(profileOf)),
    inLanguage: input.language,
    wordCount: input.words,
    isAccessibleForFree: input.isAccessibleForFree,
    ...some(
      "correction",
      input.corrections.map((correction) => ({
        "@type": "CorrectionComment",
        text: correction.note,
        datePublished: correction.at,
        url: correction.url,
      })),
    ),
    ...some("contentLocation", input.place === "" ? null : { "@type": "Place", name: input.place }),
    ...some(
      "translationOfWork",
      input.translationOf === null ? null : { "@type": "NewsArticle", url: input.translationOf },
    ),
    ...some(
      "workTranslation",
      input.translations.map(({ url, language }) => ({ "@type": "NewsArticle", url, inLanguage: language })),
    ),
  };
}

/** Addresses are full ones; instants are ISO 8601. */
export type WebPageInput = {
  url: string;
  name: string;
  description: string;
  datePublished: string;
  dateModified: string;
  language: string;
  purpose: Purpose;
  publisher: PublisherInput;
};

/** What search engines read about a page on which the paper speaks of itself. */
export function webPageJsonLd(input: WebPageInput): Json {
  const publisher = publisherOf(input.publisher);
  const isAbout = input.purpose === "about" || input.purpose === "contact";
  return {
    "@context": "https://schema.org",
    "@type": input.purpose === "about" ? "AboutPage" : input.purpose === "contact" ? "ContactPage" : "WebPage",
    "@id": input.url,
    url: input.url,
    name: input.name,
    description: input.description,
    datePublished: input.datePublished,
    dateModified: input.dateModified,
    inLanguage: input.language,
    ...(isAbout ? { mainEntity: publisher } : {}),
    publisher,
  };
}

export type CollectionInput = {
  url: string;
  isIssue: boolean;
  name: string;
  /** "" for none. */
  description: string;
  datePublished: string;
  dateModified: string;
  image: { url: string; width: number; height: number } | null;
  /** In order. */
  parts: readonly { url: string; headline: string; datePublished: string }[];
  publisher: PublisherInput;
  language: string;
};

/** What search engines read about the page of a series or an issue. */
export function collectionJsonLd(input: CollectionInput): Json {
  const publisher = publisherOf(input.publisher);
  const described = input.description === "" ? {} : { description: input.description };
  const pictured = input.image ? { image: { "@type": "ImageObject", ...input.image } } : {};
  return {
    "@context": "https://schema.org",
    "@type": "CollectionPage",
    "@id": input.url,
    url: input.url,
    name: input.name,
    ...described,
    ...pictured,
    datePublished: input.datePublished,
    dateModified: input.dateModified,
    inLanguage: input.language,
    publisher,
    mainEntity: {
      "@type": input.isIssue ? "PublicationIssue" : "CreativeWorkSeries",
      "@id": `${input.url}#${input.isIssue ? "issue" : "series"}`,
      name: input.name,
      url: input.url,
      ...described,
      ...pictured,
      hasPart: input.parts.map(({ url, headline, datePublished }, index) => ({
        "@type": "NewsArticle",
        "@id": url,
        url,
        headline,
        datePublished,
        position: index + 1,
      })),
    },
  };
}

/** The way from the front page to here, outermost first; addresses are full ones. */
export function breadcrumbJsonLd(trail: readonly { name: string; url: string }[]): Json {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: trail.map(({ name, url }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: { "@type": "WebPage", "@id": url },
    })),
  };
}

const signs: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};
/** JSON that can stand inside a script element whatever it holds: nothing in it can close the element or open a comment. */
export const jsonForScript = (value: unknown): string =>
  (JSON.stringify(value) ?? "null").replace(/[<>&\u2028\u2029]/g, (sign) => signs[sign] ?? sign);
