// Runs Next's request handler on a request and a response of our own and returns the finished response. No socket is
// involved, so a reader who leaves cannot cancel a shared render.
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Socket } from "node:net";

export type Captured = { status: number; headers: Record<string, number | string | string[]>; body: Buffer };
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Done = (error?: Error | null) => void;

/** Keeps what is written. setHeader, appendHeader and getHeaders are Node's own. */
class Kept extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  #begun = false;
  #over = false;

  constructor(request: IncomingMessage) {
    super(request);
    const over = () => this.#over;
    Object.defineProperties(this, {
      headersSent: { get: () => this.#begun },
      writableEnded: { get: over },
      writableFinished: { get: over },
    });
  }

  override flushHeaders(): void {
    this.#begun = true;
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#begun) return this; // compression asks again before every chunk
    this.statusCode = status;
    if (typeof rest[0] === "string") this.statusMessage = rest.shift() as string;
    for (const [name, value] of pairs(rest[0])) this.appendHeader(name, value);
    this.#begun = true;
    return this;
  }

  override write(chunk: unknown, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const after = typeof encoding === "function" ? encoding : done;
    this.#begun = true;
    this.#chunks.push(
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8")
        : Buffer.from(chunk as Uint8Array),
    );
    if (after) queueMicrotask(() => after());
    return true; // no back-pressure: the page is kept whole
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), done?: () => void): this {
    if (this.#over) return this;
    const after =
      typeof chunk === "function" ? (chunk as () => void) : typeof encoding === "function" ? encoding : done;
    if (chunk != null && typeof chunk !== "function")
      this.write(chunk, typeof encoding === "string" ? encoding : undefined);
    this.#begun = true;
    this.#over = true;
    this.finished = true;
    queueMicrotask(() => {
      this.emit("finish"); // Next waits for it
      this.emit("close");
      after?.();
    });
    return this;
  }

  result(): Captured {
    const headers = { ...this.getHeaders() } as Captured["headers"];
    for (const name of ["transfer-encoding", "connection", "keep-alive", "content-length", "content-encoding"])
      delete headers[name];
    return { status: this.statusCode, headers, body: Buffer.concat(this.#chunks) };
  }
}

function pairs(headers: unknown): [string, string | string[]][] {
  if (Array.isArray(headers)) {
    const list = headers as string[];
    return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? ""] as [string, string]] : []));
  }
  return Object.entries((headers ?? {}) as OutgoingHttpHeaders)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]);
}

/**
 * Renders `url` as for a stranger: a GET without cookies, conditions, `rsc` or `next-*` headers.
 * @param host host of absolute addresses when GALLEY_URL is not set
 * @param timeoutMs after this time the promise is rejected and the render is aborted
 */
export async function capture(
  handler: RequestHandler,
  url: string,
  host: { name: string; proto: string },
  timeoutMs = 15_000,
): Promise<Captured> {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: "GET", url, httpVersion: "1.1", httpVersionMajor: 1, httpVersionMinor: 1 });
  // Next moves title and meta out of <head> for an empty user agent; with no accept-encoding it does not compress.
  request.headers = {
    host: host.name,
    "x-forwarded-host": host.name,
    "x-forwarded-proto": host.proto,
    // The requested path: Next hides trailing slashes and the spelling of percent codes from the page.
    "x-galley-path": url.replace(/\?.*$/s, ""),
    "user-agent": "galley-press",
    accept: "text/html,*/*",
  };
  request.rawHeaders = Object.entries(request.headers).flat() as string[];
  request.push(null);
  const response = new Kept(request);
  const finished = new Promise<void>((resolve, reject) => {
    response.once("finish", resolve);
    response.once("error", reject);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      response.emit("close");
      reject(new Error(`rendering ${url} took over ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    await Promise.race([Promise.all([handler(request, response), finished]), late]);
  } finally {
    clearTimeout(timer);
  }
  return response.result();
}
