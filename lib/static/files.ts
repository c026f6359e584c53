// Serves files that never change under their address, without passing the request to Next.
import fs from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import send from "send";
import { acceptedEncodings } from "../http/accept-encoding.ts";
import { textTypes } from "./text-types.ts";

export type Mount = {
  /** "/fonts/" or the address of one file. */
  at: string;
  /** The folder or file that is served there. */
  from: string;
  /** ms for which browsers may cache it. `immutable`: its name contains a hash of its content. */
  maxAgeMs: number | "immutable";
};

const yearMs = 365 * 24 * 3_600_000;
const encodings = [
  { name: "br", end: ".br" },
  { name: "gzip", end: ".gz" },
] as const;

type Found = { root: string; name: string; maxAgeMs: Mount["maxAgeMs"]; packed: ReadonlySet<string> };

/**
 * Lists its files at the start: an address is looked up, never joined to a path. Files of an earlier build answer 404.
 * The package `send` handles conditional and partial requests.
 */
export class StaticFiles {
  readonly #folders: string[] = [];
  readonly #files = new Map<string, Found>();

  constructor(mounts: readonly Mount[]) {
    for (const { at, from, maxAgeMs } of mounts) {
      if (!at.endsWith("/")) {
        this.#add(at, { root: path.dirname(from), name: path.basename(from), maxAgeMs, packed: new Set() });
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
        this.#add(at + name, { root: from, name, maxAgeMs, packed });
      }
    }
  }

  #add(address: string, found: Found): void {
    if (!encodings.some(({ end }) => found.name.endsWith(end))) this.#files.set(address, found);
  }

  /** Returns false when the address is not one of a file; the request is then still unanswered. */
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

function sendFile(request: IncomingMessage, response: ServerResponse, { root, name, maxAgeMs, packed }: Found): void {
  const accepted = acceptedEncodings(request.headers["accept-encoding"]);
  const encoding = encodings.find((one) => packed.has(one.end) && accepted.has(one.name));
  if (packed.size > 0) response.setHeader("vary", "accept-encoding");
  if (encoding) response.setHeader("content-encoding", encoding.name);
  const type = textTypes[path.extname(name)];
  if (type) response.setHeader("content-type", type);
  const isImmutable = maxAgeMs === "immutable";
  send(request, encodeURI(`/${name}${encoding?.end ?? ""}`), {
    root,
    index: false,
    dotfiles: "allow",
    immutable: isImmutable,
    maxAge: isImmutable ? yearMs : maxAgeMs,
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
