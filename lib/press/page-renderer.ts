import { renderToStaticMarkup } from "react-dom/server";
import type { RenderedPage } from "./cached-page.ts";
import { capture, type RequestHandler } from "./capture.ts";
import { newRenderContext, type PostedForm, type RenderContext, renderContexts } from "./context.ts";
import { commonHeaders, frameOrigins, type Host, sitePolicy, styleHashes } from "./headers.ts";
import type { Parts } from "./parts.ts";

const keptStatus = new Set([200, 301, 400, 404, 410]);
/** Headers of a route that readers get. */
const keptHeaders = ["link", "access-control-allow-origin", "access-control-expose-headers"];
const keptTypes = [
  "text/html",
  "application/rss+xml",
  "application/atom+xml",
  "application/feed+json",
  "application/xml",
  "application/opensearchdescription+xml",
  "text/plain",
  "application/json",
  "application/problem+json",
];

/** What makes a page one for a single person. */
export type PrivateParts = { form?: PostedForm | undefined; token?: string };

export type RenderResult = {
  rendered: RenderedPage;
  /** What the page declared about itself. */
  page: RenderContext;
  /** Why the page must not be cached; undefined if it may be. */
  unfit: "status" | "type" | "cookie" | "depends on nothing" | undefined;
};

/** Renders pages as for an anonymous reader. */
export class PageRenderer {
  readonly #handler: RequestHandler;

  constructor(handler: RequestHandler) {
    this.#handler = handler;
  }

  /**
   * @param given.form a refused form to show again
   * @param given.token the secret of a page for one person
   * @param given.parts data that pages share; without it everything is loaded again
   * @throws when the page is incomplete or has a status of 500 or above
   */
  async render(
    url: string,
    host: Host,
    { form, token, parts }: PrivateParts & { parts?: Parts } = {},
  ): Promise<RenderResult> {
    const page: RenderContext = { ...newRenderContext(form, token), toHtml: renderToStaticMarkup, parts };
    const captured = await renderContexts().run(page, () => capture(this.#handler, url, host));
    if (captured.status >= 500) throw new Error(`${url} answered ${captured.status}`);
    const type = String(captured.headers["content-type"] ?? "");
    const headers: Record<string, string> = { ...commonHeaders(host), "cache-control": "no-cache" };
    if (type) headers["content-type"] = type;
    for (const name of keptHeaders)
      if (captured.headers[name] !== undefined) headers[name] = String(captured.headers[name]);
    let body = page.text === undefined ? captured.body : Buffer.from(page.text);
    if (page.location !== undefined) {
      headers.location = page.location;
      body = Buffer.alloc(0);
      delete headers["content-type"];
    } else if (type.startsWith("text/html")) {
      const html = page.text ?? body.toString("utf8");
      if (!html.endsWith("</html>")) throw new Error(`${url} is incomplete`);
      headers["content-security-policy"] = sitePolicy(styleHashes(html), frameOrigins(html));
    }
    const rendered = { status: page.status ?? captured.status, headers, body };
    const setsCookie = captured.headers["set-cookie"] !== undefined;
    return { rendered, page, unfit: unfit(rendered, page, setsCookie) };
  }
}

function unfit({ status, headers }: RenderedPage, page: RenderContext, setsCookie: boolean): RenderResult["unfit"] {
  const type = headers["content-type"];
  if (!keptStatus.has(status)) return "status";
  if (type === undefined ? status !== 301 : !keptTypes.some((one) => type.startsWith(one))) return "type";
  if (setsCookie) return "cookie"; // the page is meant for one reader
  if (page.tags.size + page.soon.size === 0) return "depends on nothing"; // no purge could ever invalidate it
  return undefined;
}
