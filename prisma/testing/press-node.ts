// A node of its own process for tests of the press: shows the values of settings as pages. Started with fork().

import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn } from "#lib/press/context.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { html, openHouse } from "./press-house.ts";

export type NodeOrder = { connections: Connections; data: string; name: string; maxStaleMs?: number };

const order = JSON.parse(process.argv[2] ?? "{}") as NodeOrder;
shared().settings = readSettings({ GALLEY_DATA: order.data, GALLEY_LOG: "silent" });
shared().secret = "a secret for tests, of enough characters";
shared().connections = order.connections;

const house = await openHouse(
  async (url) => {
    const key = url.slice(1);
    const row = await readerClient().setting.findUnique({ where: { key }, select: { value: true } });
    dependsOn(`story:${key}`);
    return html(String(row?.value));
  },
  { name: order.name, maxStaleMs: order.maxStaleMs },
);
process.on("message", () => void house.close().then(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
process.send?.({ port: house.port });
