import type { IncomingMessage, ServerResponse } from "node:http";

/** Milliseconds for reading the unused rest of a body. After that the connection is closed. */
const drainMs = 10_000;

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * Reads a body of at most `limit` bytes. Null: the body is longer; `drainUnread` reads the rest. Rejects with ECONNRESET
 * if the sender disconnects before its end.
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
 * Reads and discards the rest of a body after the response, so that the next request on the connection is parsed
 * correctly, and the sender of a large body receives the response instead of a reset. Must be called before other code
 * uses the request.
 */
export function drainUnread(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  const { socket } = request; // a reader that stops removes the socket from the request
  // Node would close a connection without keep-alive after the response, while the body still arrives.
  const isLast = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once("finish", () => {
    const timer = setTimeout(() => socket.destroy(), drainMs).unref();
    const settle = () => {
      clearTimeout(timer);
      if (isLast) socket.destroySoon();
    };
    if (request.complete) return settle();
    // The parser passes the body on with `push`. From here on nobody reads it. A reader that stopped or destroyed its stream
    // must neither keep the body in memory nor block the connection.
    request.push = (chunk: unknown) => {
      if (chunk === null) settle();
      return true;
    };
    socket.pause();
    socket.resume();
  });
}
