/** Fields of a story, and the names of columns that are taken for them where the person has named none. */
export const csvFields = {
  id: ["id", "guid", "uuid", "post_id", "nid"],
  headline: ["headline", "title", "name", "post_title"],
  kicker: ["kicker"],
  standfirst: ["standfirst", "subtitle", "deck", "dek", "summary", "description", "excerpt", "teaser", "post_excerpt"],
  body: ["body", "text", "content", "html", "article", "story", "body_value", "post_content"],
  date: ["date", "published", "published_at", "publish_date", "publication_date", "pubdate", "post_date", "created"],
  updated: ["updated", "updated_at", "modified", "post_modified"],
  section: ["section", "category", "channel", "rubric"],
  topics: ["topics", "tags", "keywords"],
  authors: ["authors", "author", "byline", "by"],
  address: ["address", "url", "link", "permalink", "path"],
  slug: ["slug", "post_name"],
  language: ["language", "lang", "locale"],
  status: ["status", "state", "published_status", "post_status"],
  picture: ["picture", "image", "image_url", "photo", "featured_image", "thumbnail"],
  alt: ["alt", "image_alt"],
  caption: ["caption", "image_caption"],
  credit: ["credit", "image_credit", "photographer"],
} as const;
export type CsvField = keyof typeof csvFields;
