// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FrontView } from "#lib/fronts/desk-data.ts";
import { applyEdit } from "#lib/fronts/edit-policy.ts";
import { containerSchema, type FrontEdit } from "#lib/fronts/layout-schema.ts";
import { type FrontDraft, type FrontServer, useFront } from "./use-front.ts";

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const box = containerSchema.parse({ id: uuid(100), arrangement: "row", cards: [{ story: uuid(1) }] });
const first: FrontView = {
  id: "front",
  name: "Front page",
  path: "/",
  isBelow: false,
  version: 1,
  live: null,
  liveLayout: { containers: [box] },
  layout: { containers: [box] },
  hasDraft: false,
  editors: [],
  clashes: [],
  changes: [],
  trail: [],
  launchers: [],
  lock: null,
  breaking: null,
  tested: [],
  shownLive: [],
  shown: [],
  stories: {},
  scheduled: [],
};
const place = (story: number): FrontEdit => ({ kind: "place", story: uuid(story), container: box.id, before: null });

/** A server with one draft. */
let stored: FrontView;
const apply = (edit: FrontEdit): FrontView => {
  const layout = applyEdit(stored.layout, edit);
  if (typeof layout === "string") throw new Error(layout);
  stored = { ...stored, layout, version: stored.version + 1 };
  return stored;
};
const change = vi.fn<FrontServer["changeFront"]>();
const server: FrontServer = {
  changeFront: change,
  readFront: async () => ({ ok: true, data: stored }),
  readFrontSince: async ({ version }) => ({ ok: true, data: version === stored.version ? null : stored }),
};

let root: Root;
let front: FrontDraft;
function Screen() {
  front = useFront(first, server);
  return null;
}
const placed = () => front.view.layout.containers[0]?.cards.map(({ story }) => Number(story.slice(-3)));

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  stored = first;
  change.mockReset().mockImplementation(async ({ edit }) => ({ ok: true, data: apply(edit as FrontEdit) }));
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () => root.render(<Screen />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a change is on screen at once, and can be undone", async () => {
  await act(async () => front.edit(place(2)));
  expect(placed()).toEqual([1, 2]);
  await act(async () => front.undo());
  expect(placed()).toEqual([1]);
  expect(stored.layout.containers[0]?.cards).toHaveLength(1);
  expect(front.canUndo).toBe(false);
});

test("changes are kept on screen and sent again, in order, while the server cannot be reached", async () => {
  change.mockRejectedValueOnce(new Error("offline")).mockResolvedValueOnce({ ok: false, code: "BUSY" });
  await act(async () => {
    front.edit(place(2));
    front.edit(place(3));
  });
  expect(placed()).toEqual([1, 2, 3]);
  expect(front.problem).toContain("cannot be reached");
  await act(async () => vi.advanceTimersByTimeAsync(5_000));
  expect(stored.layout.containers[0]?.cards.map(({ story }) => Number(story.slice(-3)))).toEqual([1, 2, 3]);
  expect(front.problem).toBeNull();
  expect(front.isSaving).toBe(false);
});

test("changes of others appear within seconds", async () => {
  apply(place(4));
  await act(async () => vi.advanceTimersByTimeAsync(4_000));
  expect(placed()).toEqual([1, 4]);
});

test("a refused change is taken back, with what others have made of the front meanwhile", async () => {
  apply({ kind: "remove container", container: box.id });
  change.mockResolvedValueOnce({ ok: false, code: "WRONG_STATE", detail: { why: "GONE" } });
  await act(async () => front.edit(place(2)));
  expect(front.view.layout.containers).toEqual([]);
  expect(front.problem).toContain("Somebody else removed");
});
