import { requireActor } from "#lib/auth/loaders.ts";
import { eventBody } from "#lib/events/body.ts";
import { EventStream, storiesOf } from "#lib/events/stream.ts";
import { failure, invalid } from "#lib/result.ts";
import { refuse } from "#lib/route.ts";
import { listVisible } from "#lib/stories/data.ts";
import { eventsSchema } from "#lib/stories/schema.ts";

export const dynamic = "force-dynamic";

/** The server-sent events of one browser, see EventStream. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const query = eventsSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) return refuse(invalid(query.error));
    const visible = new Set(await listVisible(actor, storiesOf(query.data)));

    const body = eventBody((sink) => {
      const stream = new EventStream(actor, query.data, visible, sink);
      request.signal.addEventListener("abort", () => stream.close());
      if (request.signal.aborted) stream.close();
      return stream;
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
