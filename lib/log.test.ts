import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { log, logPrinted, makeLogger, sendConsoleToLog } from "./log.ts";
import { shared } from "./process.ts";
import { requestIdFrom, withRequestId } from "./request-id.ts";

let lines: string[] = [];
let now = 0;
const before = shared().log;
const logAt = (level: string) => {
  shared().log = makeLogger(
    level,
    (line) => lines.push(line),
    () => now,
  );
};
beforeEach(() => {
  lines = [];
  now = Date.now();
  logAt("info");
});
afterEach(() => {
  shared().log = before;
});
const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

test("a line is JSON that holds no control, invisible or direction character, and loses none of them", () => {
  const url = `/desk/\u0000\u0007\u001b[31m\u007f\u009b31m\u0085\u2028\u202e\u2066\u200b\ufeff\u{e0041}`;
  log.warn({ url, nested: { url: [url] } }, "test");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/);
  expect(parsed()[0]).toMatchObject({ url, nested: { url: [url] }, level: 40, msg: "test" });
});

test("a line names the request during which it was logged, also after a pause, and no request outside of one", async () => {
  await withRequestId("request-1", async () => {
    await Promise.resolve();
    log.info({}, "during");
  });
  log.info({}, "outside");
  expect(parsed().map(({ msg, requestId }) => [msg, requestId])).toEqual([
    ["during", "request-1"],
    ["outside", undefined],
  ]);
});

test("the name that a proxy gave to a request is kept if it is an ordinary one", () => {
  expect(requestIdFrom("6f1a-proxy:42")).toBe("6f1a-proxy:42");
  for (const sent of [undefined, "", "short", "a b c d e f g", "x".repeat(65), ["one-of-two", "two-of-two"]])
    expect(requestIdFrom(sent)).toMatch(/^[0-9a-f-]{36}$/);
});

test("letters of every script stay as they are", () => {
  log.info({ name: "山田 Müller عربي 👩‍🚒" }, "test");
  expect(lines[0]).toContain("山田 Müller عربي");
});

test("a line has a bounded length, whatever is logged", () => {
  const long = "x".repeat(100_000);
  const cyclic: Record<string, unknown> = { long };
  cyclic.self = cyclic;
  const error = Object.assign(new Error(long, { cause: new Error(long, { cause: cyclic }) }), {
    code: "P2002",
    meta: { query: long, rows: Array.from({ length: 10_000 }, () => long) },
  });
  error.stack = `Error: ${long}\n${"    at somewhere (file.ts:1:1)\n".repeat(1_000)}`;
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key${index}`, long]));
  log.error({ error, url: long, cyclic, wide, bytes: Buffer.from(long), big: 10n, call: () => long }, "test");
  expect(lines[0]?.length).toBeLessThan(16_000);
  expect(parsed()[0]).toMatchObject({ error: { type: "Error", cause: { type: "Error" } } });
});

test("an error is logged with type, message, code, frames and cause", () => {
  log.error({ error: Object.assign(new TypeError("no", { cause: "why" }), { code: "X" }) }, "test");
  expect(parsed()[0]?.error).toMatchObject({ type: "TypeError", message: "no", code: "X", cause: "why" });
  expect(parsed()[0]).toHaveProperty("error.stack", expect.stringMatching(/^at .*log\.test\.ts.*(?:\n.*){0,11}$/));
});

test("the same line is written twenty times a minute, and then how many were omitted", () => {
  for (let index = 0; index < 1_000; index++) log.warn({ error: new Error(`number ${index}`) }, "test");
  log.warn({}, "another");
  expect(parsed().map(({ msg }) => msg)).toEqual([...Array(20).fill("test"), "another"]);
  now += 61_000;
  log.warn({}, "test after a minute");
  log.warn({ error: new Error("number 1000") }, "test");
  expect(parsed().slice(21)).toMatchObject([
    { msg: "test after a minute" },
    { msg: "repeated log lines omitted", kind: "warn test Error", omittedCount: 980 },
    { msg: "test" },
  ]);
});

test("a flood of different lines does not fill the memory of the limit", () => {
  for (let index = 0; index < 5_000; index++) log.warn({}, `line ${index}`);
  expect(lines.length).toBeLessThanOrEqual(521);
});

test("a level that is switched off writes nothing", () => {
  log.debug({}, "test");
  expect(lines).toEqual([]);
});

test("warnings and errors that packages print become lines of the log, without colours; other output is left out", () => {
  const kept = { ...console };
  const listeners = process.listeners("warning");
  try {
    sendConsoleToLog();
    console.error("\u001b[31m⨯\u001b[39m", new TypeError("Invalid URL"));
    console.warn("Something is\nold");
    console.log(" ▲ Next.js 16");
    console.log("");
  } finally {
    Object.assign(console, kept);
    process.removeAllListeners("warning");
    for (const listener of listeners) process.on("warning", listener);
  }
  expect(parsed()).toMatchObject([
    { level: 50, error: { type: "TypeError", message: "Invalid URL" }, msg: "error reported by a package" },
    { level: 40, text: "Something is\nold", msg: "printed by a package" },
  ]);
});

test.each([
  [Object.assign(new Error("aborted"), { code: "ECONNRESET" })],
  [new Error("Unexpected end of form")],
  [new Error('Failed to find Server Action "00aa". This request might be from an older or newer deployment.')],
  [new Error('The Server Reference ID did not match the expected format. Received "\u009b2J".')],
  [await new Response("mess").json().catch((error: unknown) => error)],
  ['Error: Failed to find Server Action "00aa".'],
])("a request that broke off or makes no sense is no error: %s", (given) => {
  logPrinted("error", ["⨯", given].slice(typeof given === "string" ? 1 : 0));
  expect(lines).toEqual([]);
  logAt("debug");
  logPrinted("error", [given]);
  expect(parsed()).toMatchObject([{ level: 20, msg: "request aborted or malformed" }]);
});

test("a connection to the database that is reset stays an error", () => {
  const error = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read", errno: -104 });
  logPrinted("error", [error]);
  expect(parsed()).toMatchObject([{ level: 50, error: { syscall: "read" } }]);
});

test.skipIf(!existsSync("/dev/full"))("a log on a full disk loses its lines, and the process goes on", () => {
  const code = `const { log } = await import("#lib/log.ts");
    for (let turn = 1; turn < 4; turn++) log.error({ turn }, "test");
    setTimeout(() => { log.error({}, "test"); console.log("goes on"); }, 50);`;
  const full = openSync("/dev/full", "w");
  const { status, stdout } = spawnSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", full],
    encoding: "utf8",
  });
  closeSync(full);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "goes on\n" });
});
