// Nodes in processes of their own, on wires to the database that are cut.
import { type ChildProcess, fork } from "node:child_process";
import { afterEach, describe, expect, test, vi } from "vitest";
import { unique } from "#prisma/factories.ts";
import { ask, type House, html, openHouse } from "#prisma/testing/press-house.ts";
import type { NodeOrder } from "#prisma/testing/press-node.ts";
import { layWire, type Wire } from "#prisma/testing/wire.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { connections, settings, shared } from "../process.ts";
import { erasing, purge } from "./mutations.ts";
import { listNodes, waitForNodes } from "./nodes-data.ts";

type Node = { port: number; wire: Wire; child: ChildProcess; name: string };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  delete shared().press;
  for (const end of ends.splice(0).reverse()) await end();
  await appClient().pressNode.deleteMany();
});

async function startNode(given: { maxStaleMs?: number } = {}): Promise<Node> {
  const wire = await layWire(connections().app);
  const name = unique("node");
  const through = Object.fromEntries(
    Object.entries(connections()).map(([role, url]) => [role, typeof url === "string" ? wire.through(url) : url]),
  ) as NodeOrder["connections"];
  const order: NodeOrder = { connections: through, data: settings().data, name, ...given };
  const child = fork("prisma/testing/press-node.ts", [JSON.stringify(order)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as { port: number }));
    child.once("exit", (code) => reject(new Error(`the node ended with ${code}`)));
  });
  ends.push(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    }
    await wire.close();
  });
  return { port, wire, child, name };
}

async function openHere(): Promise<House> {
  const house = await openHouse(async () => html("here"), { name: "here" });
  shared().press = house.press;
  ends.push(() => house.close());
  return house;
}

/** A text that the nodes show at "/key", and its changes. */
async function textAt() {
  const key = unique("text");
  await appClient().setting.create({ data: { key, value: "first" }, select: { key: true } });
  const write = async (tx: Parameters<Parameters<typeof transaction>[0]>[0], value: string, erase: boolean) => {
    await tx.setting.update({ where: { key }, data: { value }, select: { key: true } });
    await purge(tx, [`story:${key}`], { erase });
    return {};
  };
  return {
    path: `/${key}`,
    change: (value: string) => transaction((tx) => write(tx, value, false)),
    erase: async (value: string) => (await erasing((tx) => write(tx, value, true))).erasure,
  };
}

describe("other nodes", () => {
  test("other nodes show nothing erased once the editor has the answer that it is gone everywhere", async () => {
    const [text, , one, two] = [await textAt(), await openHere(), await startNode(), await startNode()];
    let fastest = Number.POSITIVE_INFINITY;
    for (let round = 1; round <= 20; round++) {
      const before = performance.now();
      expect(await text.erase(`text ${round}`)).toBe("EVERYWHERE");
      fastest = Math.min(fastest, performance.now() - before);
      for (const { port } of [one, two]) expect((await ask(port, text.path)).text).toContain(`text ${round}<`);
    }
    expect(fastest, "it does not wait for the beat").toBeLessThan(500);
  });

  test("a node that is cut off is named with the time at which it stops, and stops then", async () => {
    const [text, , node] = [await textAt(), await openHere(), await startNode({ maxStaleMs: 6_000 })];
    expect((await ask(node.port, text.path)).text).toContain("first");
    await vi.waitFor(
      async () => expect((await listNodes()).find(({ name }) => name === node.name)?.stopsAt).toBeInstanceOf(Date),
      { timeout: 30_000 },
    );
    node.wire.cut();
    const erasure = await text.erase("second");
    expect(erasure).toEqual([{ name: node.name, stopsAt: expect.any(String) }]);
    const stopsAt = Date.parse(Array.isArray(erasure) ? (erasure[0]?.stopsAt ?? "") : "");
    const old = await ask(node.port, text.path);
    expect(old.text).toContain("first");
    expect(old.headers["cache-status"]).toContain("stale");
    await vi.waitFor(
      async () => {
        const requestedAt = Date.now();
        const { status } = await ask(node.port, text.path);
        if (requestedAt > stopsAt) expect(status, `${requestedAt - stopsAt} ms after`).toBe(503);
        expect(requestedAt).toBeGreaterThan(stopsAt);
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(await text.erase("third"), "one that has stopped is not waited for").toBe("EVERYWHERE");
    node.wire.mend();
    await vi.waitFor(async () => expect((await ask(node.port, text.path)).text).toContain("third"), {
      timeout: 30_000,
    });
  });

  test("a node that was cut off for a moment catches up with the changes it missed", async () => {
    const [text, , node] = [await textAt(), await openHere(), await startNode()];
    await ask(node.port, text.path);
    node.wire.cut();
    await text.change("second");
    expect((await ask(node.port, text.path)).text).toContain("first");
    node.wire.mend();
    await vi.waitFor(async () => expect((await ask(node.port, text.path)).text).toContain("second"), {
      timeout: 30_000,
    });
    expect((await ask(node.port, text.path)).headers["cache-status"]).toBeUndefined();
  });

  test("a single node that is cut off goes on serving and marks its pages as stale", async () => {
    const [text, node] = [await textAt(), await startNode()];
    await ask(node.port, text.path);
    expect((await listNodes()).map(({ name, stopsAt }) => ({ name, stopsAt }))).toEqual([
      { name: node.name, stopsAt: null },
    ]);
    node.wire.cut();
    await vi.waitFor(
      async () => {
        const { status, headers } = await ask(node.port, text.path);
        expect(status).toBe(200);
        expect(headers["cache-status"]).toContain("stale");
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(await text.erase("second")).toEqual([{ name: node.name, stopsAt: null }]);
  });

  test("an erasure does not wait for a node that was shut down properly", async () => {
    const [text, node] = [await textAt(), await startNode()];
    const gone = new Promise((resolve) => node.child.once("exit", resolve));
    node.child.send("stop");
    await gone;
    expect(await text.erase("second")).toBe("EVERYWHERE");
  });
});

test("an erasure does not wait for its own node, but waits for nodes that have not seen its transaction", async () => {
  const house = await openHere();
  const [row] = await appClient().$queryRaw<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
  await appClient().pressNode.create({
    data: { id: "other", name: "other", startedAt: new Date(), leaseUntil: new Date(0), seen: "", stopsAt: null },
    select: { id: true },
  });
  expect(await waitForNodes(row?.xid ?? "", "other")).toBe("EVERYWHERE");
  expect(await waitForNodes(row?.xid ?? "", house.press.purges.node)).toEqual([{ name: "other", stopsAt: null }]);
});
