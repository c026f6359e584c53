import { expect, test } from "vitest";
import { neighboursOf } from "./policy.ts";

const parts = (text: string) => [...text].map((id) => ({ id, isLive: id === id.toLowerCase() }));

test("a part has the nearest live parts beside it, and watches those that are not live in between", () => {
  expect(neighboursOf(parts("abCdEFg"), "d")).toEqual({ previous: "b", next: "g", watched: ["C", "b", "E", "F", "g"] });
});

test("the first part has none before it, and a story outside has none at all", () => {
  expect(neighboursOf(parts("aB"), "a")).toEqual({ previous: null, next: null, watched: ["B"] });
  expect(neighboursOf(parts("ab"), "x")).toEqual({ previous: null, next: null, watched: [] });
});
