import { embedOfAddress } from "#lib/document/blocks/embed/providers.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { counted, leftOut } from "./paste-report.ts";

const kinds = [
  { key: "frame", selector: "iframe, frame", what: counted("embedded page") },
  { key: "video", selector: "video", what: counted("video") },
  { key: "audio", selector: "audio", what: counted("sound", "sounds") },
  { key: "object", selector: "object, embed:not(object embed), canvas", what: counted("embedded object") },
] as const;

/** Whether readers could not open the address: a script, or a file on somebody's computer. Anchors within the page do not count. */
function isBadLink(link: Element): boolean {
  const href = (link.getAttribute("href") ?? "").trim();
  return /^[a-z][\w+.-]*:/i.test(href) && (link.textContent ?? "").trim() !== "" && linkFromInput(href) === null;
}

/** Reports what a story cannot hold of the clipboard's HTML. HTML from a ProseMirror editor holds nothing of the kind. */
export function reportLeftOut(html: string): void {
  if (html.includes("data-pm-slice")) return;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const { key, selector, what } of kinds) {
    const found = [...page.body.querySelectorAll(selector)].filter(
      (one) =>
        !one.closest("[hidden], noscript") && !(key === "frame" && embedOfAddress(one.getAttribute("src") ?? "")),
    );
    const names = found.map((one) => one.getAttribute("title") ?? one.getAttribute("src") ?? "").filter(Boolean);
    leftOut({ key, what, count: found.length, names });
  }
  const links = [...page.body.querySelectorAll("a[href]")].filter(isBadLink);
  leftOut({
    key: "link",
    what: counted("link leads nowhere for readers", "links lead nowhere for readers"),
    count: links.length,
    names: links.map((link) => (link.textContent ?? "").trim().slice(0, 80)),
    advice: "Only their words were pasted.",
  });
}
