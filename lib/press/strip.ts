// Makes a plain page out of Next's: scripts, their preloads and React's marks go, JSON-LD stays, style sheets move in.
// Text work is safe here because React escapes < > & " ' in text and attributes, and JSON-LD is written with \u003c.
import { createHash } from "node:crypto";
import { markupTag } from "./context.ts";

const script = /<script\b([^>]*)>[\s\S]*?<\/script>/g;
const kept = /\btype="application\/(?:ld\+)?json"|\bdata-press="keep"/;
const scriptPreload = /<link\b(?=[^>]*\brel="(?:preload|modulepreload)")(?=[^>]*\bas="script")[^>]*>/g;
const stylePreload = /<link\b(?=[^>]*\brel="preload")(?=[^>]*\bas="style")[^>]*>/g;
const marks = /<!--\/?\$[?!~]?-->|<!-- -->/g;
const part = new RegExp(`</?${markupTag}>`, "g");
const emptyDiv = /<div hidden=""><\/div>/g; // held two marks
const sheet = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="(\/_next\/static\/[^"]+?\.css(?:\?[^"]*)?)"[^>]*>/g;
const style = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const streamed = /<template id="[BP]:|<div hidden(?:="")? id="S:/;

/** False for a page with a part that only script would put in its place (Suspense), an error shell, or a cut page. */
export const isWhole = (html: string): boolean =>
  html.endsWith("</html>") && !streamed.test(html) && !html.includes('<html id="__next_error__"');

/** Addresses of the page's own style sheets, as they stand in the page. */
export const sheetsOf = (html: string): string[] => [...html.matchAll(sheet)].map((match) => match[1] ?? "");

/** @param sheets the text of each style sheet by its address */
export function strip(html: string, sheets: ReadonlyMap<string, string>): string {
  return html
    .replace(script, (all, attributes: string) => (kept.test(attributes) ? all : ""))
    .replace(scriptPreload, "")
    .replace(stylePreload, "")
    .replace(marks, "")
    .replace(part, "")
    .replace(emptyDiv, "")
    .replace(sheet, (all, address: string) => {
      const text = sheets.get(address);
      return text === undefined ? all : `<style>${text.trim().replaceAll("</", "<\\/")}</style>`;
    });
}

/** For `style-src`: the hash of every style block on the page. */
export const styleHashes = (html: string): string[] =>
  [...html.matchAll(style)].map(
    (block) =>
      `'sha256-${createHash("sha256")
        .update(block[1] ?? "")
        .digest("base64")}'`,
  );
