import { renderToStaticMarkup } from "react-dom/server";
import type { Print } from "./cached-page.ts";
import { capture, type RequestHandler } from "./capture.ts";
import { newPrinting, type PostedForm, type Printing, printing } from "./context.ts";
import { commonHeaders, type Host, sitePolicy, styleHashes } from "./headers.ts";
import type { Parts } from "./parts.ts";

const keptStatus = new Set([200, 301, 404, 410]);
const keptTypes = [
  "text/html",
  "application/rss+xml",
  "application/atom+xml",
  "application/feed+json",
  "application/xml",
  "application/opensearchdescription+xml",
  "text/plain",
];

export type Printed = {
  print: Print;
  /** What the page declared about itself. */
  page: Printing;
  /** Why the page must not be cached; undefined if it may be. */
  unfit: "status" | "type" | "cookie" | "depends on nothing" | undefined;
};

/** Renders pages as for an anonymous reader. */
export class Printer {
  readonly #handler: RequestHandler;

  constructor(handler: RequestHandler) {
    this.#handler = handler;
  }

  /**
   * @param given.form a refused form to show again
   * @param given.parts data that pages share; without it everything is loaded again
   * @throws when the page is incomplete or has a status of 500 or above
   */
  async print(url: string, host: Host, { form, parts }: { form?: PostedForm; parts?: Parts } = {}): Promise<Printed> {
    const page: Printing = { ...newPrinting(form), toHtml: renderToStaticMarkup, parts };
    const printed = await printing().run(page, () => capture(this.#handler, url, host));
    if (printed.status >= 500) throw new Error(`${url} answered ${printed.status}`);
    const type = String(printed.headers["content-type"] ?? "");
    const headers: Record<string, string> = { ...commonHeaders(host), "cache-control": "no-cache" };
    if (type) headers["content-type"] = type;
    let body = page.text === undefined ? printed.body : Buffer.from(page.text);
    if (page.location !== undefined) {
      headers.location = page.location;
      body = Buffer.alloc(0);
      delete headers["content-type"];
    } else if (type.startsWith("text/html")) {
      const html = page.text ?? body.toString("utf8");
      if (!html.endsWith("</html>")) throw new Error(`${url} is incomplete`);
      headers["content-security-policy"] = sitePolicy(styleHashes(html));
    }
    const print = { status: page.status ?? printed.status, headers, body };
    const setsCookie = printed.headers["set-cookie"] !== undefined;
    return { print, page, unfit: unfit(print, page, setsCookie) };
  }
}

function unfit({ status, headers }: Print, page: Printing, setsCookie: boolean): Printed["unfit"] {
  const type = headers["content-type"];
  if (!keptStatus.has(status)) return "status";
  if (type === undefined ? status !== 301 : !keptTypes.some((one) => type.startsWith(one))) return "type";
  if (setsCookie) return "cookie"; // the page is meant for one reader
  if (page.tags.size + page.soon.size === 0) return "depends on nothing"; // no purge could ever invalidate it
  return undefined;
}
