import type { Person } from "#lib/actor.ts";
import { requireActor } from "#lib/auth/loaders.ts";
import { listener } from "#lib/postgres/listener.ts";
import { board } from "#lib/presence/board.ts";
import { failure, invalid } from "#lib/result.ts";
import { refuse } from "#lib/route.ts";
import { getStatus, listVisible } from "#lib/stories/data.ts";
import { rooms } from "#lib/stories/rooms.ts";
import { eventsSchema } from "#lib/stories/schema.ts";

export const dynamic = "force-dynamic";
const heartbeat = 15_000;

type Wanted = { watch: { storyId: string; version: number }[]; here: string[] };
type Send = (event: string, data: unknown, storyId?: string) => void;

/**
 * All that one browser wants to hear, as server-sent events with `{story, data}`: `steps` (Log), `status` (StoryStatus),
 * `comments`, `presence` (Here[]), `gone` (why this story, or without `story` everything, ends), `notices`.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const query = eventsSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) return refuse(invalid(query.error));
    const visible = new Set(
      await listVisible(actor, [...query.data.watch.map(({ storyId }) => storyId), ...query.data.here]),
    );

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
        const send: Send = (event, data, story) =>
          write(`event: ${event}\ndata: ${JSON.stringify({ ...(story ? { story } : {}), data })}\n\n`);
        const leave: (() => void)[] = [];
        close = () => {
          close = () => {};
          for (const one of leave) one();
          try {
            controller.close();
          } catch {
            // already closed by the other side
          }
        };
        request.signal.addEventListener("abort", () => close());
        write(": hello\n\n");
        const beat = setInterval(() => write(": still here\n\n"), heartbeat);
        leave.push(() => clearInterval(beat), ...listen(actor, query.data, visible, send, () => close()));
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

function listen(actor: Person, { watch, here }: Wanted, visible: Set<string>, send: Send, end: () => void) {
  const leave: (() => void)[] = [];
  for (const { storyId, version } of watch) {
    if (!visible.has(storyId)) {
      send("gone", { code: "NOT_FOUND" }, storyId);
      continue;
    }
    getStatus(actor, storyId).then(
      (status) => send("status", status, storyId),
      () => {}, // the room tells it again when the database is back
    );
    const stop = rooms().join(storyId, {
      actor,
      have: version,
      send: (event, data) => {
        const out = event === "gone" && ["SIGNED_OUT", "SUSPENDED", "BUSY"].includes((data as { code: string }).code);
        send(event, data, out ? undefined : storyId);
        if (out) end();
        else if (event === "gone") stop();
      },
    });
    leave.push(stop);
  }
  for (const storyId of new Set([...here, ...watch.map((one) => one.storyId)]))
    if (visible.has(storyId)) leave.push(board().watch(storyId, (people) => send("presence", people, storyId)));
  leave.push(
    listener().on("galley_notice", (personId) => personId === actor.id && send("notices", {})),
    listener().onBack(() => send("notices", {})),
  );
  return leave;
}
