// One app node for the fault run: the doors of saving over HTTP, without pages. Run as a process of its own, so that it
// can be killed. GALLEY_BENCH holds connections and port as JSON; each request names its person in a header.
import http from "node:http";
import type { Person } from "#lib/actor.ts";
import { shared } from "#lib/process.ts";
import { failure, invalid } from "#lib/result.ts";
import { readSettings } from "#lib/settings.ts";
import { getLog } from "#lib/stories/data.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { rooms } from "#lib/stories/saving/rooms.ts";
import { batchSchema } from "#lib/stories/schema.ts";

const given = JSON.parse(process.env.GALLEY_BENCH ?? "{}");
const state = shared();
state.settings = readSettings({ GALLEY_DATA: given.data, GALLEY_LOG: "silent" });
state.secret = given.secret;
state.connections = given.connections;

async function read(request: http.IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const actor = JSON.parse(String(request.headers["x-actor"] ?? "null")) as Person;
  const answer = (body: unknown) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  try {
    const story = url.searchParams.get("story") ?? "";
    const version = Number(url.searchParams.get("version") ?? 0);
    if (url.pathname === "/events") {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      response.write("\n");
      const leave = rooms().join(story, {
        actor,
        have: version,
        send: (event, data) => response.write(`${JSON.stringify({ event, data })}\n`),
      });
      response.on("close", leave);
    } else if (request.method === "POST") {
      const batch = batchSchema.safeParse(JSON.parse(await read(request)));
      answer(batch.success ? { ok: true, data: await saveSteps(actor, batch.data) } : invalid(batch.error));
    } else answer({ ok: true, data: await getLog(actor, story, version) });
  } catch (error) {
    answer(failure(error, "bench"));
  }
});
server.listen(given.port, "127.0.0.1", () => process.send?.("ready"));
process.on("disconnect", () => process.exit());
