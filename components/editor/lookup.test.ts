// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { figure, storyDocument } from "#lib/document/build.ts";
import type { Result } from "#lib/errors.ts";
import type { StoryNames } from "#lib/stories/types.ts";
import { Lookup } from "./lookup.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const none: StoryNames = {
  sections: [],
  topics: [],
  authors: [],
  stories: [],
  people: [],
  collections: [],
  pictures: {},
  media: {},
};
const look = { src: "/pictures/p/1280.jpg", width: 1600, height: 900, color: "#888888" };
const [quay, dock] = ["0190a6c0-0000-7000-8000-000000000001", "0190a6c0-0000-7000-8000-000000000002"];
const showing = (...pictures: string[]) => storyDocument({ body: pictures.map((picture) => figure({ picture })) });
const knowing = (...pictures: string[]): Result<StoryNames> => ({
  ok: true,
  data: { ...none, pictures: Object.fromEntries(pictures.map((id) => [id, look])) },
});
const busy: Result<StoryNames> = { ok: false, code: "BUSY" };

/** A lookup that knows nothing, with these answers of the server. */
function asking(...answers: Result<StoryNames>[]) {
  const read = vi.fn(async () => answers.shift() ?? knowing(quay, dock));
  return { read, lookup: new Lookup(none, read) };
}

test("a colleague's picture is asked for once", async () => {
  const { read, lookup } = asking();
  lookup.complete(showing(quay));
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(1);
  lookup.complete(showing(quay));
  expect(read).toHaveBeenCalledTimes(1);
  expect(lookup.pictures.get(quay)).toEqual(look);
});

test("a picture that came during a request is asked for after it, without another change", async () => {
  const { read, lookup } = asking(knowing(quay));
  lookup.complete(showing(quay));
  lookup.complete(showing(quay, dock));
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toHaveBeenCalledTimes(2);
  expect(lookup.pictures.has(dock)).toBe(true);
});

test("a picture is asked for again while the server is busy, until the story is closed", async () => {
  const { read, lookup } = asking(busy, busy, busy);
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(5_001);
  expect(read).toHaveBeenCalledTimes(2);
  lookup.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(2);
});

test("after a refusal a picture is asked for again with the next change", async () => {
  const { read, lookup } = asking({ ok: false, code: "NOT_FOUND" });
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(1);
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(1);
  expect(lookup.pictures.has(quay)).toBe(true);
});

test("an id that the server does not know is asked for once", async () => {
  const { read, lookup } = asking(knowing());
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(1);
  lookup.complete(showing(quay));
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toHaveBeenCalledTimes(1);
});
