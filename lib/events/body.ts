import type { Sink } from "./stream.ts";

/** What waits for a browser that does not read its stream, at most. It connects again and asks for what it missed. */
const maxWaitingBytes = 1_000_000;

/**
 * The body of a response with server-sent events.
 * @param open starts to write into the sink; what it returns is closed when the browser goes or falls too far behind
 */
export function eventBody(open: (sink: Sink) => { close(): void }): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stream: { close(): void } | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          try {
            controller.close();
          } catch {
            // already closed by the other side
          }
        };
        const write = (text: string) => {
          try {
            if ((controller.desiredSize ?? 0) <= 0) throw new Error("the browser does not read");
            controller.enqueue(encoder.encode(text));
          } catch {
            stream?.close();
          }
        };
        stream = open({ write, close });
      },
      cancel: () => stream?.close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes }),
  );
}
