// A press behind a real HTTP server, in front of pages that a test makes up.
import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { RequestHandler } from "#lib/press/capture.ts";
import { Press, type PressOptions } from "#lib/press/press.ts";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };
export type House = {
  press: Press;
  port: number;
  /** How often each page was rendered. */
  renders: Map<string, number>;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
  close(): Promise<void>;
};

/** Answers with what `page` returns, as HTML. A page that is no text decides about the whole answer itself. */
export type Page = (
  url: string,
) => Promise<string | { status?: number; headers?: Record<string, string>; body: string }>;

export async function openHouse(page: Page, given: Partial<PressOptions> = {}): Promise<House> {
  const renders = new Map<string, number>();
  const handler: RequestHandler = async (request, response) => {
    const url = request.url ?? "";
    renders.set(url, (renders.get(url) ?? 0) + 1);
    const made = await page(url);
    const { status = 200, headers = {}, body } = typeof made === "string" ? { body: made } : made;
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(body);
  };
  const press = new Press(handler, { dev: false, memory: 10_000_000, ...given });
  const server = http.createServer((request, response) => {
    void press.serve(request.url ?? "/", { name: "news.example.org", proto: "https" }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await press.start();
  const { port } = server.address() as AddressInfo;
  return {
    press,
    port,
    renders,
    get: (path, headers, method) => ask(port, path, headers, method),
    async close() {
      await press.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A request as it is, on a connection of its own: nothing is unpacked or repeated. */
export const ask = (
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    http
      .request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const body = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
        });
      })
      .on("error", reject)
      .end();
  });

/** A whole page with this text, long enough to be compressed. */
export const html = (text: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>${text}</title></head><body><p>${text}</p>${"<p>The same words again and again.</p>".repeat(40)}</body></html>`;
