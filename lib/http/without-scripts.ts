import type { IncomingMessage, ServerResponse } from "node:http";

/** Previews: pages of the site that the newsroom shows in frames. */
const previews = /^\/desk\/(?:preview|front-preview)\//;

export const isPreview = (url: string): boolean => previews.test(url);

/**
 * A page without its scripts and without the hints that load them. Next adds both to every page; the frames of previews run no
 * script, and browsers would log an error for each. Descriptions of a page for search engines stay, because they are not run.
 */
export const withoutScripts = (html: string): string =>
  html
    .replace(/<script\b(?![^>]*\btype="application\/ld\+json")[^>]*>.*?<\/script>/gs, "")
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, "")
    .replace(/<link\b[^>]*\brel="modulepreload"[^>]*>/g, "");

type Done = (error?: Error | null) => void;

/** Makes a response lose its scripts, if it is a page. The whole page is kept until it ends. Must be called before the page is rendered. */
export function sendWithoutScripts(request: IncomingMessage, response: ServerResponse): void {
  request.headers["accept-encoding"] = "identity"; // Next would compress what is changed here
  const chunks: Buffer[] = [];
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const isPage = () => String(response.getHeader("content-type") ?? "").startsWith("text/html");
  const keep = (chunk: unknown, encoding: unknown) =>
    chunks.push(
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk as Uint8Array),
    );
  response.write = (chunk: unknown, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    if (!isPage()) return write(chunk as string, encoding as BufferEncoding, done);
    keep(chunk, encoding);
    const after = typeof encoding === "function" ? encoding : done;
    if (after) queueMicrotask(() => after());
    return true;
  };
  response.end = ((chunk?: unknown, encoding?: unknown, done?: () => void) => {
    if (!isPage()) return end(chunk as string, encoding as BufferEncoding, done);
    if (chunk != null && typeof chunk !== "function") keep(chunk, encoding);
    const after = [chunk, encoding, done].find((one) => typeof one === "function") as (() => void) | undefined;
    const body = withoutScripts(Buffer.concat(chunks).toString("utf8"));
    if (!response.headersSent) response.removeHeader("content-length");
    return end(body, "utf8", after);
  }) as typeof response.end;
}
