import { expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { Desk } from "../testing/desk.ts";
import { linkAt, setLink } from "./marks.ts";

const open = () => new Desk(storyDocument({ headline: "Ferry", body: [paragraph("See the report.")] }));

test("links the selected words and leaves them as they are", () => {
  const desk = open();
  desk.selectWords("the report");
  desk.dispatch(setLink(desk.state, desk.state.selection, "/city/report", "The report in full"));
  expect(desk.state.doc.textContent).toContain("See the report.");
  desk.caretAt("report", "after");
  expect(linkAt(desk.state)?.href).toBe("/city/report");
});

test("inserts the given words where nothing is selected", () => {
  const desk = open();
  desk.caretAt("See ", "after");
  desk.dispatch(setLink(desk.state, desk.state.selection, "/city/report", "The report in full"));
  expect(desk.state.doc.textContent).toContain("See The report in fullthe report.");
});

test("inserts a web address without its scheme where nothing is selected and no words are given", () => {
  const desk = open();
  desk.caretAt("See ", "after");
  desk.dispatch(setLink(desk.state, desk.state.selection, "https://example.org/a"));
  expect(desk.state.doc.textContent).toContain("See example.org/athe report.");
});
