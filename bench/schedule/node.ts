// One app node for the schedule run: its worker, and the press in front of plain pages. A process of its own, so that it can
// be killed. Started with fork().
import { ScheduleWorker } from "#lib/jobs/schedule-worker.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn } from "#lib/press/context.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { html, openHouse } from "#prisma/testing/press-house.ts";

export type ScheduleNodeOrder = { connections: Connections; data: string; name: string };

const order = JSON.parse(process.argv[2] ?? "{}") as ScheduleNodeOrder;
const state = shared();
state.settings = readSettings({ GALLEY_DATA: order.data, GALLEY_LOG: "silent" });
state.secret = "a secret for the bench, of enough characters";
state.connections = order.connections;

const house = await openHouse(
  async (url) => {
    const path = decodeURIComponent(url);
    const row = await readerClient().liveStory.findFirst({ where: { path }, select: { headline: true } });
    dependsOn(`address:${path}`);
    return row ? html(row.headline) : { status: 404, body: html("Not found") };
  },
  { name: order.name },
);
shared().press = house.press;
const worker = new ScheduleWorker();
process.on("message", () => void worker.stop().then(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
process.send?.({ port: house.port });
