// Loads a file from another site, with the rules of lib/http/outside-request.ts for every redirect.
import http from "node:http";
import https from "node:https";
import { OutsideRefused, outsideUrl, publicLookup } from "./outside-request.ts";

export type OutsideFileOptions = {
  userAgent: string;
  maxBytes: number;
  /** Between two pieces of data. */
  timeoutMs?: number;
  maxRedirects?: number;
  /** Attempts after a connection broke; each goes on where the last one stopped, if the server can do that. */
  attempts?: number;
  /** Only for tests, whose servers are on this machine. */
  allowsPrivate?: boolean;
};

/** A file that was not loaded; `message` is the end of a sentence that begins with its address. */
export class OutsideFileError extends Error {
  /** Whether the site could not be reached or broke off, instead of answering. */
  readonly isConnection: boolean;

  constructor(message: string, isConnection = false) {
    super(message);
    this.isConnection = isConnection;
  }
}

/** A connection that broke and may be tried again. */
class Broken extends Error {}

/** @throws OutsideRefused for an address that may not be requested, OutsideFileError */
export async function loadOutsideFile(address: string, options: OutsideFileOptions): Promise<Buffer> {
  const { attempts = 3 } = options;
  const loaded: Loaded = { chunks: [], bytes: 0, validator: null };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await load(address, loaded, options);
      return Buffer.concat(loaded.chunks);
    } catch (error) {
      if (error instanceof Broken && attempt < attempts) continue;
      if (error instanceof Broken) throw new OutsideFileError(`the connection failed (${error.message})`, true);
      throw error;
    }
  }
}

/** What a server said of a file when it was loaded last; "" if it said nothing. */
export type FileValidators = { etag: string; lastModified: string };

/**
 * Loads a file again, unless its server knows that it is the same as before; then null.
 * @throws OutsideRefused for an address that may not be requested, OutsideFileError
 */
export async function loadChangedFile(
  address: string,
  known: FileValidators,
  options: OutsideFileOptions,
): Promise<(FileValidators & { bytes: Buffer }) | null> {
  const loaded: Loaded = { chunks: [], bytes: 0, validator: null, known };
  try {
    await load(address, loaded, options);
  } catch (error) {
    if (error instanceof Broken) throw new OutsideFileError(`the connection failed (${error.message})`, true);
    throw error;
  }
  if (loaded.isUnchanged) return null;
  const { etag = "", lastModified = "" } = loaded.found ?? {};
  return { bytes: Buffer.concat(loaded.chunks), etag, lastModified };
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === "ENOTFOUND" ? "no server has this name" : error.message;

/** What has arrived, and the ETag or date by which a server knows that the file is still the same. */
type Loaded = {
  chunks: Buffer[];
  bytes: number;
  validator: string | null;
  /** Of an earlier time; the file is loaded only if it differs. */
  known?: FileValidators;
  found?: FileValidators;
  isUnchanged?: true;
};

async function load(address: string, loaded: Loaded, options: OutsideFileOptions): Promise<void> {
  const { maxRedirects = 5 } = options;
  let url = options.allowsPrivate ? new URL(address) : outsideUrl(address);
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const location = await request(url, loaded, options);
    if (location === null) return;
    url = options.allowsPrivate ? new URL(location) : outsideUrl(location);
  }
  throw new OutsideFileError(`it leads to more than ${maxRedirects} other addresses`);
}

/** @returns the address of a redirect; null once the file is there */
function request(url: URL, loaded: Loaded, options: OutsideFileOptions): Promise<string | null> {
  const { userAgent, maxBytes, timeoutMs = 20_000, allowsPrivate = false } = options;
  const isResumed = loaded.bytes > 0 && loaded.validator !== null;
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? https : http).request(
      url,
      {
        agent: false,
        timeout: timeoutMs,
        headers: {
          "user-agent": userAgent,
          accept: "*/*",
          ...(loaded.known?.etag ? { "if-none-match": loaded.known.etag } : {}),
          ...(loaded.known?.lastModified ? { "if-modified-since": loaded.known.lastModified } : {}),
          ...(isResumed ? { range: `bytes=${loaded.bytes}-`, "if-range": loaded.validator as string } : {}),
        },
        ...(allowsPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        const { statusCode: status = 0, headers } = response;
        const fail = (error: Error) => {
          response.destroy();
          reject(error);
        };
        if (status === 304 && loaded.known) {
          response.destroy();
          loaded.isUnchanged = true;
          return resolve(null);
        }
        if (status >= 300 && status < 400 && headers.location) {
          response.destroy();
          if (!URL.canParse(headers.location, url)) return reject(new OutsideFileError("it leads to no address"));
          return resolve(new URL(headers.location, url).href);
        }
        if (status >= 500) return fail(new Broken(`status ${status}`));
        if (status !== 200 && status !== 206)
          return fail(new OutsideFileError(`the site answers with status ${status}`));
        const goesOn = status === 206 && headers["content-range"]?.startsWith(`bytes ${loaded.bytes}-`) === true;
        if (status === 206 && !goesOn) return fail(new OutsideFileError("the site answers with another part of it"));
        if (!goesOn) [loaded.chunks, loaded.bytes] = [[], 0];
        loaded.found = { etag: headers.etag ?? "", lastModified: headers["last-modified"] ?? "" };
        loaded.validator = headers.etag?.startsWith('"') ? headers.etag : (headers["last-modified"] ?? null);
        const tooLarge = () => new OutsideFileError(`it is larger than ${Math.round(maxBytes / 1_000_000)} MB`);
        if (loaded.bytes + Number(headers["content-length"] ?? 0) > maxBytes) return fail(tooLarge());
        response.on("data", (chunk: Buffer) => {
          loaded.chunks.push(chunk);
          loaded.bytes += chunk.length;
          if (loaded.bytes > maxBytes) fail(tooLarge());
        });
        response.on("end", () => (response.complete ? resolve(null) : reject(new Broken("it ended too early"))));
        response.on("error", (error) => reject(new Broken(error.message)));
      },
    );
    sent.on("timeout", () => sent.destroy(new Broken("it took too long")));
    sent.on("error", (error) =>
      reject(error instanceof Broken || error instanceof OutsideRefused ? error : new Broken(reasonOf(error))),
    );
    sent.end();
  });
}
