import { expect, test } from "vitest";
import { columnsIn } from "./column-lines.ts";

test("reads the column of each field from lines, with names that hold spaces and signs", () => {
  expect(columnsIn("Headline = Title of article\n\n body=Text = whole ")).toEqual({
    columns: { headline: "Title of article", body: "Text = whole" },
  });
  expect(columnsIn("")).toEqual({ columns: {} });
});

test("names the line that is no mapping, and the fields there are", () => {
  expect(columnsIn("headline Title")).toEqual({ problem: "Write each line as field = column: headline Title" });
  expect(columnsIn("title = Title")).toEqual({
    problem: expect.stringMatching(/^There is no field title\. Use one of id, headline, kicker, /),
  });
});
