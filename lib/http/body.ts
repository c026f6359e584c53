import type { IncomingMessage, ServerResponse } from "node:http";

/** How long the rest of a body may take that nobody needs. Then the connection is cut. */
const drainMs = 10_000;

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * Reads a body of at most `limit` bytes. Null: it is longer; the rest is left to `drainUnread`. Rejects with ECONNRESET
 * when the sender leaves before its end.
 */
export function readLimited(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  if (Number(request.headers["content-length"]) > limit) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else finish(null);
    };
    const onEnd = () => finish(Buffer.concat(chunks));
    const finish = (body: Buffer | null) => {
      request.off("data", onData).off("end", onEnd).pause();
      resolve(body);
    };
    request.on("data", onData).on("end", onEnd).on("error", reject);
  });
}

/**
 * Takes what is left of a body after the answer was sent, so that the next request on the same connection is read from
 * its own first byte, and the sender of a large body receives the answer instead of a reset. Call it before anything
 * else sees the request.
 */
export function drainUnread(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  const { socket } = request; // a reader that gives up takes it off the request
  // Node would cut a connection that is not kept at the end of the answer, with the body still on its way.
  const isLast = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once("finish", () => {
    const timer = setTimeout(() => socket.destroy(), drainMs).unref();
    const settle = () => {
      clearTimeout(timer);
      if (isLast) socket.destroySoon();
    };
    if (request.complete) return settle();
    // The parser hands the body over by `push`. From here on nobody reads it, and a reader that has lost interest or
    // destroyed its end must neither keep it in memory nor hold up what follows.
    request.push = (chunk: unknown) => {
      if (chunk === null) settle();
      return true;
    };
    socket.pause();
    socket.resume();
  });
}
