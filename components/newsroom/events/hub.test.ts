import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FromHub, Hub, type TabPresence } from "./hub.ts";

type Stream = {
  url: string;
  on: { open: () => void; broken: () => void; event: (name: string, text: string) => void };
};

/** A browser without a network: the open streams, in order. */
function browser() {
  const streams: Stream[] = [];
  const sent: { message: FromHub; tab: string | undefined }[] = [];
  const announced: TabPresence[][] = [];
  const hub = new Hub({
    open: (url, on) => {
      const stream = { url, on };
      streams.push(stream);
      return () => streams.splice(streams.indexOf(stream), 1);
    },
    announce: (tabs) => announced.push(tabs),
    send: (message, tab) => sent.push({ message, tab }),
  });
  return { hub, streams, sent, announced };
}
const presence = (tabId: string): TabPresence => ({
  storyId: "one",
  tabId,
  activity: "typing",
  place: null,
  gone: false,
});
const only = <T>(list: T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("event hub of a browser", () => {
  test("shares one stream between twelve tabs", () => {
    const { hub, streams } = browser();
    for (let i = 0; i < 12; i++) hub.receive({ kind: "watch", tab: `tab${i}`, story: `story${i % 3}`, version: 4 });
    vi.advanceTimersByTime(1);
    expect(only(streams).url).toBe("/api/events?watch=story0.4%2Cstory1.4%2Cstory2.4");
    hub.close();
  });

  test("resumes a broken stream after the last received version", () => {
    const { hub, streams, sent } = browser();
    hub.receive({ kind: "watch", tab: "a", story: "one", version: 4 });
    vi.advanceTimersByTime(1);
    const first = only(streams);
    first.on.open();
    first.on.event("steps", JSON.stringify({ story: "one", data: { from: 4, version: 9, steps: [] } }));
    first.on.broken();
    expect(streams).toHaveLength(0);
    expect(sent.at(-1)?.message).toEqual({ kind: "broken" });
    vi.advanceTimersByTime(500);
    expect(only(streams).url).toContain("one.9");
    hub.close();
  });

  test("reconnects after 30 seconds if the person's access has ended, and after half a second if the server is busy", () => {
    for (const [code, waitMs] of [
      ["SIGNED_OUT", 30_000],
      ["SUSPENDED", 30_000],
      ["BUSY", 500],
    ] as const) {
      const { hub, streams } = browser();
      hub.receive({ kind: "watch", tab: "a", story: "one", version: 4 });
      vi.advanceTimersByTime(1);
      const first = only(streams);
      first.on.open();
      first.on.event("gone", JSON.stringify({ data: { code } }));
      first.on.broken();
      vi.advanceTimersByTime(waitMs - 1);
      expect(streams).toHaveLength(0);
      vi.advanceTimersByTime(1);
      expect(streams).toHaveLength(1);
      hub.close();
    }
  });

  test("reconnects at once when a new page opens after the person's access had ended", () => {
    const { hub, streams } = browser();
    hub.receive({ kind: "watch", tab: "a", story: "one", version: 4 });
    vi.advanceTimersByTime(1);
    const first = only(streams);
    first.on.open();
    first.on.event("gone", JSON.stringify({ data: { code: "SIGNED_OUT" } }));
    first.on.broken();
    hub.receive({ kind: "here", tab: "b", stories: [] });
    vi.advanceTimersByTime(1);
    expect(streams).toHaveLength(1);
    hub.close();
  });

  test("asks a tab that opens later to fetch the missing versions", () => {
    const { hub, streams, sent } = browser();
    hub.receive({ kind: "watch", tab: "a", story: "one", version: 4 });
    vi.advanceTimersByTime(1);
    only(streams).on.event("steps", JSON.stringify({ story: "one", data: { from: 4, version: 9, steps: [] } }));
    hub.receive({ kind: "watch", tab: "b", story: "one", version: 6 });
    expect(sent.at(-1)).toMatchObject({
      tab: "b",
      message: { event: "steps", data: { from: 9, version: 9, steps: [] } },
    });
    hub.close();
  });

  test("retries with growing delays while the server is unreachable, and at once on request", () => {
    const { hub, streams } = browser();
    hub.receive({ kind: "watch", tab: "a", story: "one", version: 0 });
    vi.advanceTimersByTime(1);
    for (let i = 0; i < 4; i++) {
      only(streams).on.broken();
      vi.advanceTimersByTime(500 * 2 ** i - 1);
      expect(streams).toHaveLength(0);
      vi.advanceTimersByTime(1);
    }
    only(streams).on.broken();
    hub.receive({ kind: "retry", tab: "a" });
    vi.advanceTimersByTime(1);
    only(streams);
    hub.close();
  });

  test("sends presence at most four times a second, with the latest state of each tab", () => {
    const { hub, announced } = browser();
    for (let i = 0; i < 100; i++) {
      hub.receive({
        kind: "presence",
        tab: "a",
        presence: { ...presence("a"), place: { anchor: i, head: i, version: 1 } },
      });
      vi.advanceTimersByTime(10);
    }
    expect(announced.length).toBeLessThanOrEqual(5);
    vi.advanceTimersByTime(250);
    expect(announced.at(-1)?.[0]?.place?.anchor).toBe(99);
    hub.close();
  });

  test("removes a closed tab from presence for everybody, and keeps an inactive one", () => {
    const { hub, announced } = browser();
    hub.receive({ kind: "presence", tab: "a", presence: presence("a") });
    hub.receive({ kind: "presence", tab: "b", presence: presence("b") });
    vi.advanceTimersByTime(300);
    hub.removeTab("a");
    vi.advanceTimersByTime(300);
    expect(announced.at(-1)).toEqual([{ ...presence("a"), gone: true }]);
    vi.advanceTimersByTime(10_000);
    expect(announced.at(-1)).toEqual([presence("b")]);
    hub.close();
  });
});
