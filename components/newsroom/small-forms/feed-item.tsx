import type { FeedEntry } from "#lib/feeds/entry.ts";
import type { Times } from "#lib/times.ts";
import classes from "./small-forms.module.css";

/** An item of a feed, about as a feed reader shows it. */
export function FeedItem({ entry, paper, times }: { entry: FeedEntry; paper: string; times: Times }) {
  const { title, authors, publishedAt, html, image, language } = entry;
  const byline = authors.map(({ name }) => name).join(", ");
  return (
    <article className={classes.feed} lang={language}>
      <p className={classes.host}>{paper}</p>
      <h1>{title}</h1>
      <p className={classes.byline}>
        {byline && `${byline}, `}
        <time dateTime={times.iso(publishedAt)}>{times.full(publishedAt)}</time>
      </p>
      {image && !html.includes(image.url) && (
        // biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer
        <img src={image.url} width={image.width} height={image.height} alt={image.alt} />
      )}
      {/* The text as every subscriber receives it; toFeedHtml escapes what people wrote. */}
      <div className={classes.content} dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}
