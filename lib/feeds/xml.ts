import { escapeHtml } from "../document/feed.ts";

/** `<name>text</name>` with the text escaped; attributes in `name` must be escaped by the caller. */
export const element = (name: string, text: string): string =>
  `<${name}>${escapeHtml(text)}</${name.split(" ", 1)[0]}>`;
