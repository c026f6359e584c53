// The press prints each public page as for a stranger and sends it whole. It keeps nothing yet: every request is a fresh
// print from the database, and requests for the same page that come while it prints get the same print.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { log } from "../log.ts";
import { type Captured, capture, type RequestHandler } from "./capture.ts";
import { newPrinting, printing } from "./context.ts";
import { isWhole, sheetsOf, strip, styleHashes } from "./strip.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

type Page = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  etag: string;
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
};
export type Host = { name: string; proto: string };

export class Press {
  readonly #handler: RequestHandler;
  readonly #keepSheets: boolean;
  readonly #sheets = new Map<string, string>();
  readonly #flights = new Map<string, Promise<Page>>();

  /** @param options.dev style sheets change while one works on them */
  constructor(handler: RequestHandler, options: { dev: boolean }) {
    this.#handler = handler;
    this.#keepSheets = !options.dev;
  }

  /** @param url path and known query keys only, in order: see lib/press/canonical.ts */
  async serve(url: string, host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await send(request, response, await this.#print(url, host));
    } catch (error) {
      log.error({ error, url }, "a page could not be printed");
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(503, {
        "content-type": "text/html; charset=utf-8",
        "retry-after": "5",
        "cache-control": "no-store",
      });
      response.end(request.method === "HEAD" ? undefined : backSoon);
    }
  }

  /** Joins a print of the same page only if it has not begun to read yet: what came after a change must show it. */
  #print(url: string, host: Host): Promise<Page> {
    const key = `${host.proto}://${host.name}${url}`;
    const waiting = this.#flights.get(key);
    if (waiting) return waiting;
    const flight = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#flights.delete(key);
      return this.#render(url, host);
    });
    this.#flights.set(key, flight);
    return flight;
  }

  async #render(url: string, host: Host): Promise<Page> {
    const page = newPrinting();
    const printed = await printing().run(page, () => capture(this.#handler, url, host));
    if (printed.status >= 500) throw new Error(`${url} answered ${printed.status}`);
    const type = String(printed.headers["content-type"] ?? "");
    const headers: Record<string, string> = { "cache-control": "no-cache" };
    if (type) headers["content-type"] = type;
    const links = pictureLinks(printed);
    if (links) headers.link = links;
    let body = printed.body;
    if (page.location !== undefined) {
      headers.location = page.location;
      body = Buffer.alloc(0);
      delete headers["content-type"];
    } else if (type.startsWith("text/html")) {
      const html = printed.body.toString("utf8");
      if (!isWhole(html)) throw new Error(`${url} is not whole: Suspense, notFound() or an error in a reader page`);
      const plain = strip(html, await this.#readSheets(sheetsOf(html)));
      headers["content-security-policy"] = policy(styleHashes(plain));
      body = Buffer.from(plain);
    }
    return {
      status: page.status ?? printed.status,
      headers,
      body,
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    };
  }

  async #readSheets(addresses: string[]): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (const address of new Set(addresses)) {
      let text = this.#keepSheets ? this.#sheets.get(address) : undefined;
      if (text === undefined) {
        const sheet = await capture(this.#handler, address, { name: "localhost", proto: "http" });
        if (sheet.status !== 200) throw new Error(`${address} answered ${sheet.status}`);
        text = sheet.body.toString("utf8").replace(/\n?\/\*# sourceMappingURL=.*?\*\//g, "");
        this.#sheets.set(address, text);
      }
      texts.set(address, text);
    }
    return texts;
  }
}

const policy = (hashes: string[]): string =>
  `default-src 'self'; script-src 'self'; style-src 'self' ${[...new Set(hashes)].join(" ")}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`;

/** React sends preloads as a Link header too: pictures and fonts stay, the sheets that moved into the page go. */
function pictureLinks(printed: Captured): string {
  return [printed.headers.link ?? []]
    .flat()
    .join(", ")
    .split(/,\s*(?=<)/)
    .filter((link) => link && !/as="?(?:style|script)/.test(link))
    .join(", ");
}

async function send(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
  const headers: Record<string, string | number> = { ...page.headers, etag: page.etag, vary: "accept-encoding" };
  const known = String(request.headers["if-none-match"] ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (page.status === 200 && known.includes(page.etag)) {
    delete headers["content-type"];
    response.writeHead(304, headers).end();
    return;
  }
  let body = page.body;
  const accepts = String(request.headers["accept-encoding"] ?? "");
  if (body.length > 800 && /\bbr\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepts)) {
    page.br ??= toBrotli(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    body = await page.br;
    headers["content-encoding"] = "br";
  } else if (body.length > 800 && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepts)) {
    page.gzip ??= toGzip(page.body);
    body = await page.gzip;
    headers["content-encoding"] = "gzip";
  }
  headers["content-length"] = body.length;
  response.writeHead(page.status, headers).end(request.method === "HEAD" ? undefined : body);
}

const backSoon =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Back soon</title><meta name="viewport" content="width=device-width"></head><body><h1>We will be back in a moment</h1><p>Please try again.</p></body></html>';
