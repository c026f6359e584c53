import { findActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { failure, invalid } from "#lib/result.ts";
import { refuse } from "#lib/route.ts";
import { getStatus } from "#lib/stories/data.ts";
import { rooms, type Watcher } from "#lib/stories/rooms.ts";
import { logSchema } from "#lib/stories/schema.ts";

export const dynamic = "force-dynamic";
const heartbeat = 15_000;

/**
 * Steps and states of one story as server-sent events: `steps` (Log), `status` (StoryStatus), `gone` (why the stream ends).
 * EventSource sends Last-Event-ID by itself when it connects again.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await findActor();
    if (!actor) throw new DomainError("SIGNED_OUT");
    const query = logSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) return refuse(invalid(query.error));
    const { story, version } = query.data;
    const status = await getStatus(actor, story); // may the actor see it at all?
    const have = Number(request.headers.get("last-event-id") ?? version);

    const encoder = new TextEncoder();
    let close = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string) => {
          try {
            controller.enqueue(encoder.encode(text));
          } catch {
            close();
          }
        };
        const watcher: Watcher = {
          actor,
          have: Number.isSafeInteger(have) ? have : version,
          send: (event, data, id) =>
            write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
          close: () => close(),
        };
        write("retry: 1000\n\n");
        watcher.send("status", status);
        const leave = rooms().join(story, watcher);
        const beat = setInterval(() => write(": still here\n\n"), heartbeat);
        close = () => {
          clearInterval(beat);
          leave();
          close = () => {};
          try {
            controller.close();
          } catch {
            // already closed by the other side
          }
        };
        request.signal.addEventListener("abort", () => close());
      },
      cancel: () => close(),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    return refuse(failure(error, "events"));
  }
}
