// Files that never change under their address, sent ahead of Next.
import fs from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import send from "send";
import { textTypes } from "./text-types.ts";

export type Mount = {
  /** "/fonts/" or the address of one file. */
  at: string;
  /** The folder that lies there, or the file. */
  from: string;
  /** ms; `immutable`: the name says what is in it. */
  keep: number | "immutable";
};

const year = 365 * 24 * 3_600_000;
const encodings = [
  { name: "br", end: ".br", taken: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?\b)/ },
  { name: "gzip", end: ".gz", taken: /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)/ },
] as const;

type Found = { root: string; name: string; keep: Mount["keep"]; packed: ReadonlySet<string> };

/**
 * Knows its files by name from the start: an address is looked up, never joined to a path. What a former build had answers
 * 404. Conditional and partial requests are left to `send`.
 */
export class StaticFiles {
  readonly #folders: string[] = [];
  readonly #files = new Map<string, Found>();

  constructor(mounts: readonly Mount[]) {
    for (const { at, from, keep } of mounts) {
      if (!at.endsWith("/")) {
        this.#add(at, { root: path.dirname(from), name: path.basename(from), keep, packed: new Set() });
        continue;
      }
      this.#folders.push(at);
      const names = fs.readdirSync(from, { recursive: true, withFileTypes: true });
      const files = new Set(
        names
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")),
      );
      for (const name of files) {
        const packed = new Set(encodings.filter(({ end }) => files.has(name + end)).map(({ end }) => end));
        this.#add(at + name, { root: from, name, keep, packed });
      }
    }
  }

  #add(address: string, found: Found): void {
    if (!encodings.some(({ end }) => found.name.endsWith(end))) this.#files.set(address, found);
  }

  /** False: the address is none of a file. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const address = (request.url ?? "").replace(/\?.*$/s, "");
    const file = this.#files.get(address) ?? this.#files.get(decoded(address));
    if (!file && !this.#folders.some((at) => address.startsWith(at))) return false;
    if (request.method !== "GET" && request.method !== "HEAD") response.writeHead(405, { allow: "GET, HEAD" }).end();
    else if (file) sendFile(request, response, file);
    else refuse(response, 404);
    return true;
  }
}

function sendFile(request: IncomingMessage, response: ServerResponse, { root, name, keep, packed }: Found): void {
  const accepts = request.headers["accept-encoding"] ?? "";
  const encoding = encodings.find(({ end, taken }) => packed.has(end) && taken.test(accepts));
  if (packed.size > 0) response.setHeader("vary", "accept-encoding");
  if (encoding) response.setHeader("content-encoding", encoding.name);
  const type = textTypes[path.extname(name)];
  if (type) response.setHeader("content-type", type);
  const isFixed = keep === "immutable";
  send(request, encodeURI(`/${name}${encoding?.end ?? ""}`), {
    root,
    index: false,
    dotfiles: "allow",
    immutable: isFixed,
    maxAge: isFixed ? year : keep,
  })
    .on("error", (error: { status?: number; headers?: Record<string, string> }) => {
      if (response.headersSent) response.destroy();
      else refuse(response, error.status === 416 || error.status === 412 ? error.status : 404, error.headers);
    })
    .pipe(response);
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  for (const name of ["content-encoding", "etag", "last-modified", "content-length"]) response.removeHeader(name);
  response.writeHead(status, { ...headers, "content-type": "text/plain", "cache-control": "no-store" });
  response.end(status === 404 ? "There is no such file.\n" : undefined);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return "";
  }
}
