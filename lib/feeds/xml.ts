import { escapeHtml } from "../document/feed.ts";

/** `<name>text</name>`, the text escaped; `name` may hold attributes that the caller has escaped. */
export const element = (name: string, text: string): string =>
  `<${name}>${escapeHtml(text)}</${name.split(" ", 1)[0]}>`;
