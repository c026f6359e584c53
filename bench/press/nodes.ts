// Measures the time from a change on one node until the others show it.
import { fork } from "node:child_process";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { purge } from "#lib/press/mutations.ts";
import { connections, settings, shared } from "#lib/process.ts";
import { ask, html, openHouse } from "#prisma/testing/press-house.ts";
import type { NodeOrder } from "#prisma/testing/press-node.ts";

/** Milliseconds from the moment at which the editor has the answer. */
export type NodesReport = { changes: number; p50: number; p99: number; max: number; own: number };

async function startNode(name: string): Promise<{ port: number; stop: () => void }> {
  const order: NodeOrder = { connections: connections(), data: settings().data, name };
  const child = fork("prisma/testing/press-node.ts", [JSON.stringify(order)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const { port } = await new Promise<{ port: number }>((resolve) => {
    child.once("message", (message) => resolve(message as { port: number }));
  });
  return { port, stop: () => child.kill("SIGKILL") };
}

/** Two nodes in processes of their own, and this one. `own` counts answers of the acting node that were wrong at first. */
export async function runNodes(changes: number): Promise<NodesReport> {
  const key = "bench-press-nodes";
  await appClient().setting.upsert({ where: { key }, create: { key, value: "0" }, update: {}, select: { key: true } });
  const path = `/${key}`;
  const house = await openHouse(async () => {
    const row = await appClient().setting.findUniqueOrThrow({ where: { key }, select: { value: true } });
    return html(String(row.value));
  });
  shared().press = house.press;
  const others = await Promise.all(["b", "c"].map(startNode));
  const took: number[] = [];
  let own = 0;
  try {
    for (let change = 1; change <= changes; change++) {
      for (const { port } of others) await ask(port, path);
      await transaction(async (tx) => {
        await tx.setting.update({ where: { key }, data: { value: String(change) }, select: { key: true } });
        await purge(tx, [`story:${key}`]);
      });
      const answered = performance.now();
      if (!(await house.get(path)).text.includes(`>${change}<`)) own++;
      await Promise.all(
        others.map(async ({ port }) => {
          while (!(await ask(port, path)).text.includes(`>${change}<`))
            await new Promise((resolve) => setImmediate(resolve));
          took.push(performance.now() - answered);
        }),
      );
    }
  } finally {
    for (const { stop } of others) stop();
    delete shared().press;
    await house.close();
  }
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0) * 10) / 10;
  return { changes, p50: at(0.5), p99: at(0.99), max: at(1), own };
}
