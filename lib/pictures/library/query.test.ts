import { describe, expect, test } from "vitest";
import { libraryAddress, parseLibraryQuery, withFilter, withoutFilters, writeLibraryQuery } from "./query.ts";

const parse = (text: string) =>
  parseLibraryQuery(text).map((part) =>
    part.kind === "word"
      ? `${part.isMinus ? "-" : ""}${part.text}`
      : [part.isMinus ? `-${part.name}` : part.name, part.value],
  );

describe("a query of the library", () => {
  test.each([
    ["pier fire", ["pier", "fire"]],
    ['"pier fire" -dusk', ["pier fire", "-dusk"]],
    ["credit:Reuters pier", [["credit", "Reuters"], "pier"]],
    [
      'uploaded-by:"Anna Smith" used:never',
      [
        ["uploaded-by", "Anna Smith"],
        ["used", "never"],
      ],
    ],
    [
      "CREDIT:x -rights:agency",
      [
        ["credit", "x"],
        ["-rights", "agency"],
      ],
    ],
    ["credit:“Ann Example”", [["credit", "Ann Example"]]],
    [
      'collection:"Sport/Football" after:2026-01-01 before:2026',
      [
        ["collection", "Sport/Football"],
        ["after", "2026-01-01"],
        ["before", "2026"],
      ],
    ],
    ["credit: ", []],
    ["credit: pier", ["pier"]],
    ['credit:""', []],
    ['credit:"unfinished quote', [["credit", "unfinished quote"]]],
    ["crop 3:2 foo:bar", ["crop", "3:2", "foo:bar"]],
    ['"', []],
    ["", []],
  ] as const)("reads %j", (text, parts) => {
    expect(parse(text)).toEqual(parts);
  });

  test("is written so that it is read as the same again", () => {
    for (const text of ['pier -dusk credit:"Ann Example" -rights:agency', '"two words" used:never']) {
      expect(writeLibraryQuery(parseLibraryQuery(text))).toBe(text);
    }
  });

  test("takes a filter once, and loses it again", () => {
    const text = withFilter("pier", "collection", "Sport/Away games");
    expect(text).toBe('pier collection:"Sport/Away games"');
    expect(withFilter(text, "collection", "sport/away games")).toBe('pier collection:"sport/away games"');
    expect(withoutFilters(text, ["collection"])).toBe("pier");
  });

  test("has an address without empty parameters", () => {
    expect(libraryAddress("  ")).toBe("/desk/pictures");
    expect(libraryAddress("credit:ann pier")).toBe("/desk/pictures?q=credit%3Aann+pier");
  });
});
