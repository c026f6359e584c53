import { feedPath, hrefOf } from "../addresses/paths.ts";
import type { Attachment, Channel, FeedEntry } from "./entry.ts";
import { inOwnLanguage } from "./own-language.ts";

const attachment = ({ url, type, bytes, durationSeconds }: Attachment) => ({
  url,
  mime_type: type,
  size_in_bytes: bytes,
  ...(durationSeconds === null ? {} : { duration_in_seconds: durationSeconds }),
});

/** JSON Feed 1.1 with the full text. */
export const jsonFeed = (channel: Channel, entries: readonly FeedEntry[]): string =>
  `${JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: channel.title,
      home_page_url: channel.origin + hrefOf(channel.path),
      feed_url: channel.origin + hrefOf(feedPath(channel.path, "json")),
      ...(channel.description ? { description: channel.description } : {}),
      language: channel.language,
      ...(channel.hub ? { hubs: [{ type: "WebSub", url: channel.hub }] } : {}),
      items: entries.map((entry) => ({
        id: entry.id,
        url: entry.url,
        title: entry.title,
        ...(entry.summary ? { summary: entry.summary } : {}),
        content_html: inOwnLanguage(entry.html, "div", entry.language, channel.language),
        ...(entry.image ? { image: entry.image.url } : {}),
        ...(entry.attachments.length > 0 ? { attachments: entry.attachments.map(attachment) } : {}),
        date_published: entry.publishedAt.toISOString(),
        date_modified: entry.updatedAt.toISOString(),
        authors: entry.authors,
        tags: entry.categories,
        language: entry.language,
      })),
    },
    null,
    1,
  )}\n`;
