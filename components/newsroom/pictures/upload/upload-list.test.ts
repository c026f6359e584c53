import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type UploadClient, type UploadedFile, type UploadItem, UploadList } from "./upload-list.ts";

type Answer = Awaited<ReturnType<UploadClient["upload"]>>;
type Call = {
  item: UploadItem;
  report: Parameters<UploadClient["upload"]>[1];
  signal: AbortSignal;
  answer: (answer: Answer) => void;
};

let calls: Call[];
let discarded: File[];
let list: UploadList;
beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  discarded = [];
  list = new UploadList({
    upload: (item, report, signal) => new Promise((answer) => calls.push({ item, report, signal, answer })),
    discard: async (file) => void discarded.push(file),
    trash: async () => ({ ok: true, data: {} }),
  });
});
afterEach(() => {
  list.stop();
  vi.useRealTimers();
});

const file = (name: string) => new File(["x"], name, { type: "image/jpeg" });
const look = (id: string) => ({
  id,
  width: 30,
  height: 20,
  src: `/pictures/${id}/320.webp`,
  caption: "",
  credit: "",
  fileName: `${id}.jpg`,
});
const taken = (given: Partial<UploadedFile> = {}): Answer => ({
  ok: true,
  data: { picture: look("p"), isNew: true, alike: [], ...given },
});
const states = () => list.items().map(({ state }) => state);
const settle = () => vi.advanceTimersByTimeAsync(0);

test("uploads three files at a time, in order, with the preset that was chosen", async () => {
  list.add(["1", "2", "3", "4", "5"].map(file), "preset");
  expect(calls.map(({ item }) => item.file.name)).toEqual(["1", "2", "3"]);
  expect(calls[0]?.item.presetId).toBe("preset");
  calls[1]?.answer(taken());
  await settle();
  expect(calls.map(({ item }) => item.file.name)).toEqual(["1", "2", "3", "4"]);
  expect(states()).toEqual(["sending", "done", "sending", "sending", "waiting"]);
});

test("shows what has arrived, and that the server reads the picture", async () => {
  list.add([file("1")], null);
  calls[0]?.report({ part: 0.4 });
  expect(list.items()[0]).toMatchObject({ state: "sending", part: 0.4 });
  calls[0]?.report("reading");
  expect(list.items()[0]).toMatchObject({ state: "reading", part: 1 });
});

test("pauses a file whose connection is lost and continues it when the browser is online, or after ten seconds", async () => {
  list.add([file("1")], null);
  calls[0]?.answer("offline");
  await settle();
  expect(states()).toEqual(["paused"]);
  list.resume();
  expect(states()).toEqual(["sending"]);
  calls[1]?.answer("offline");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(states()).toEqual(["sending"]);
  calls[2]?.answer(taken());
  await settle();
  expect(states()).toEqual(["done"]);
});

test("cancels a file that is being sent, forgets what has arrived, and goes on with the next", async () => {
  list.add(["1", "2", "3", "4"].map(file), null);
  list.remove(list.items()[0]?.id ?? "");
  expect([calls[0]?.signal.aborted, discarded.map(({ name }) => name)]).toEqual([true, ["1"]]);
  calls[0]?.answer("offline");
  await settle();
  expect(list.items().map(({ file: { name }, state }) => [name, state])).toEqual([
    ["2", "sending"],
    ["3", "sending"],
    ["4", "sending"],
  ]);
});

test("keeps a refused file on the list with the reason, and sends it again on request", async () => {
  list.add([file("1")], null);
  calls[0]?.answer({ ok: false, code: "NOT_A_PICTURE", detail: { reason: "broken" } });
  await settle();
  expect(list.items()[0]).toMatchObject({ state: "failed", failure: { code: "NOT_A_PICTURE" } });
  list.retry(list.items()[0]?.id ?? "");
  expect(states()).toEqual(["sending"]);
});

test("asks about a picture that the library has, or has one like it, and ends with the answer", async () => {
  list.add(["1", "2", "3"].map(file), null);
  calls[0]?.answer(taken({ isNew: false }));
  calls[1]?.answer(taken({ alike: [look("other")] }));
  calls[2]?.answer(taken());
  await settle();
  expect(states()).toEqual(["same", "alike", "done"]);
  const [, second] = list.items();
  expect(await list.takeExisting(second?.id ?? "")).toBeNull();
  expect(list.items()[1]).toMatchObject({ state: "done", answer: { picture: { id: "other" } } });
  list.clearDone();
  expect(states()).toEqual(["same"]);
});
