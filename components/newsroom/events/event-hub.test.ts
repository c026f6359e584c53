// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TabEvents } from "./event-hub.ts";

const streams: Stream[] = [];
class Stream {
  onopen: (() => void) | null = null;
  readonly url: string;
  readonly #listeners = new Map<string, (event: { data: string }) => void>();
  constructor(url: string) {
    this.url = url;
    streams.push(this);
  }
  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(name, listener);
  }
  receive(name: string, data: object): void {
    this.#listeners.get(name)?.({ data: JSON.stringify(data) });
  }
  close(): void {
    streams.splice(streams.indexOf(this), 1);
  }
}
const show = (isVisible: boolean) => {
  Object.defineProperty(document, "hidden", { value: !isVisible, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Stream);
  streams.length = 0;
});
afterEach(() => {
  show(true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a tab of a browser without SharedWorker disconnects while it is hidden, and continues from its own version when shown", async () => {
  let version = 4;
  const steps = vi.fn((log: { version: number }) => {
    version = log.version;
  });
  new TabEvents().watch("one", () => version, { steps });
  await vi.advanceTimersByTimeAsync(1);
  expect(streams.map(({ url }) => url)).toEqual(["/api/events?watch=one.4"]);
  streams[0]?.onopen?.();
  streams[0]?.receive("steps", { story: "one", data: { from: 4, version: 9, steps: [] } });
  expect(steps).toHaveBeenCalledOnce();

  show(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(streams).toHaveLength(0);
  show(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(streams.map(({ url }) => url)).toEqual(["/api/events?watch=one.9"]);
});

test("a hidden tab of a browser without SharedWorker that watches another story opens no stream before it is shown", async () => {
  const streamsOfTwo = () => streams.map(({ url }) => url).filter((url) => url.includes("two"));
  const tab = new TabEvents();
  await vi.advanceTimersByTimeAsync(1);
  show(false);
  await vi.advanceTimersByTimeAsync(5_000);
  tab.watch("two", () => 0, {});
  await vi.advanceTimersByTimeAsync(1);
  expect(streamsOfTwo()).toEqual([]);
  show(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(streamsOfTwo()).toEqual(["/api/events?watch=two.0"]);
});

test("a tab that is left announces by itself that it is gone, since its hub may end with it", async () => {
  const sent: unknown[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_address: string, { body }: { body: string }) => {
      sent.push(...JSON.parse(body).tabs);
      return new Response();
    }),
  );
  const presence = { storyId: "one", tabId: "tab-of-one", activity: "idle" as const, place: null, gone: false };
  new TabEvents().announce(presence);
  window.dispatchEvent(new Event("pagehide"));
  expect(sent).toContainEqual({ ...presence, gone: true });
});

test("an open list of the wire is called when items arrive, and once when the stream connects", async () => {
  const onWire = vi.fn();
  const end = new TabEvents().onWire(onWire);
  await vi.advanceTimersByTimeAsync(1);
  streams[0]?.onopen?.();
  expect(onWire).toHaveBeenCalledTimes(1);
  streams[0]?.receive("wires", { data: {} });
  expect(onWire).toHaveBeenCalledTimes(2);
  end();
  streams[0]?.receive("wires", { data: {} });
  expect(onWire).toHaveBeenCalledTimes(2);
});
