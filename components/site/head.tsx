import { type SheetName, styleSheet } from "#lib/static/styles.ts";

/** Metadata of a page for search engines, social networks and feed readers. Addresses are absolute, times are ISO 8601. */
export type Head = {
  title: string;
  /** Italic words are among the first that are seen. */
  hasItalics?: boolean;
  description?: string;
  robots: { index: boolean; follow: boolean; "max-image-preview"?: "large" };
  authors?: readonly { name: string; url: string }[];
  alternates?: {
    canonical: string;
    /** The page's address in each language; "x-default" is the original. */
    languages?: Readonly<Record<string, string>>;
    /** Feeds by media type. */
    types?: Readonly<Record<string, readonly { url: string; title: string }[]>>;
  };
  openGraph?: OpenGraph;
  twitter?: { card: "summary" | "summary_large_image" };
};

type OpenGraph = {
  type: "website" | "article";
  url: string;
  title: string;
  description: string;
  siteName: string;
  /** For example "en_GB". */
  locale: string;
  images?: readonly { url: string; width: number; height: number; alt: string }[];
  // Set for articles only:
  publishedTime?: string;
  modifiedTime?: string;
  /** Addresses of the authors' pages. */
  authors?: readonly string[];
  section?: string;
  tags?: readonly string[];
};

type Props = {
  head: Head;
  paperName: string;
  sheets: readonly SheetName[];
  /** Address of the reader's script. */
  island: string | undefined;
};

/** The head of a public page. Style sheets are inlined, so that text is painted without a further request. */
export const DocumentHead = ({ head, paperName, sheets, island }: Props) => (
  <>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <FontPreload />
    {head.hasItalics && <FontPreload file="newsreader-italic.3b312ecb.woff2" />}
    <title>{head.title}</title>
    {sheets.map((name) => (
      // A style sheet must not close the style element.
      <style key={name} dangerouslySetInnerHTML={{ __html: styleSheet(name).replaceAll("</", "<\\/") }} />
    ))}
    {island && <script type="module" async src={island} />}
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf9f4" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161511" />
    {head.description && <meta name="description" content={head.description} />}
    {head.authors?.map(({ name, url }) => (
      <Author key={url} name={name} url={url} />
    ))}
    <meta name="robots" content={robotsOf(head.robots)} />
    <Alternates {...head.alternates} />
    {head.openGraph && <Network {...head.openGraph} />}
    {head.twitter && <meta name="twitter:card" content={head.twitter.card} />}
    <link rel="search" type="application/opensearchdescription+xml" title={paperName} href="/opensearch.xml" />
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
  </>
);

export const FontPreload = ({ file = "newsreader.97e379ff.woff2" }: { file?: string }) => (
  <link rel="preload" href={`/fonts/${file}`} as="font" type="font/woff2" crossOrigin="anonymous" />
);

const Author = ({ name, url }: { name: string; url: string }) => (
  <>
    <link rel="author" href={url} />
    <meta name="author" content={name} />
  </>
);

const robotsOf = ({ index, follow, "max-image-preview": preview }: Head["robots"]): string =>
  [
    index ? "index" : "noindex",
    follow ? "follow" : "nofollow",
    ...(preview ? [`max-image-preview:${preview}`] : []),
  ].join(", ");

const Alternates = ({ canonical, languages = {}, types = {} }: Partial<NonNullable<Head["alternates"]>>) => (
  <>
    {canonical && <link rel="canonical" href={canonical} />}
    {Object.entries(languages).map(([language, href]) => (
      <link key={language} rel="alternate" hrefLang={language} href={href} />
    ))}
    {Object.entries(types).flatMap(([type, feeds]) =>
      feeds.map(({ url, title }) => <link key={url} rel="alternate" type={type} href={url} title={title} />),
    )}
  </>
);

/** Open Graph, which every social network reads. */
const Network = ({ images = [], authors = [], tags = [], ...page }: OpenGraph) => (
  <>
    <meta property="og:title" content={page.title} />
    <meta property="og:description" content={page.description} />
    <meta property="og:url" content={page.url} />
    <meta property="og:site_name" content={page.siteName} />
    <meta property="og:locale" content={page.locale} />
    <meta property="og:type" content={page.type} />
    {images.map((image) => (
      <Image key={image.url} {...image} />
    ))}
    {page.publishedTime && <meta property="article:published_time" content={page.publishedTime} />}
    {page.modifiedTime && <meta property="article:modified_time" content={page.modifiedTime} />}
    {authors.map((url) => (
      <meta key={url} property="article:author" content={url} />
    ))}
    {page.section && <meta property="article:section" content={page.section} />}
    {tags.map((tag) => (
      <meta key={tag} property="article:tag" content={tag} />
    ))}
  </>
);

const Image = ({ url, width, height, alt }: NonNullable<OpenGraph["images"]>[number]) => (
  <>
    <meta property="og:image" content={url} />
    <meta property="og:image:width" content={String(width)} />
    <meta property="og:image:height" content={String(height)} />
    <meta property="og:image:alt" content={alt} />
  </>
);
