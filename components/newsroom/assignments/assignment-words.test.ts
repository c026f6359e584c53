import { expect, test } from "vitest";
import { timesOf } from "#lib/times.ts";
import { assignmentSentence, isOverdue } from "./assignment-words.ts";

const times = timesOf("UTC", "en-GB");
const draft = { copy: "DRAFT", publication: "NEVER", dueAt: "2026-11-28T18:00:00.000Z" } as const;
const petra = { id: "1", name: "Petra Voss", since: "2026-11-28T09:10:00.000Z" };
const noon = new Date("2026-11-28T12:00:00Z");
const night = new Date("2026-11-28T23:00:00Z");

test("one sentence says who has a story, since when and until when", () => {
  const sentence = assignmentSentence({ ...draft, assignee: { ...petra, state: "ACCEPTED" } }, times, noon);
  expect(sentence).toMatch(/^Petra Voss has had this since .*09:10.*; due .*18:00.*\.$/);
});

test("the sentence says that a person has not answered yet", () => {
  const sentence = assignmentSentence({ ...draft, assignee: { ...petra, state: "OFFERED" }, dueAt: null }, times, noon);
  expect(sentence).toMatch(/^Petra Voss was asked .*09:10.*, no answer yet\.$/);
});

test("a story without a person and a due time has no sentence", () => {
  expect(assignmentSentence({ ...draft, assignee: null, dueAt: null }, times)).toBeNull();
});

test("a draft is overdue after its due time, and a filed or published story is not", () => {
  expect(isOverdue(draft, noon)).toBe(false);
  expect(isOverdue(draft, night)).toBe(true);
  expect(isOverdue({ ...draft, copy: "FILED" }, night)).toBe(false);
  expect(isOverdue({ ...draft, publication: "LIVE" }, night)).toBe(false);
  expect(assignmentSentence({ ...draft, assignee: null }, times, night)).toMatch(/overdue since/);
});
