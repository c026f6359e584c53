import { describe, expect, test } from "vitest";
import { splitFrontMatter } from "./front-matter.ts";

describe("splitFrontMatter", () => {
  test("splits a file and returns the line on which the body begins", () => {
    const { matter, body, bodyLine } = splitFrontMatter("\n---\nTitle: Hello\ntags: a, b\n---\nText\n---\nmore");
    expect([matter.line("title"), matter.names("tags"), body, bodyLine]).toEqual([
      "Hello",
      ["a", "b"],
      "Text\n---\nmore",
      6,
    ]);
  });

  test("reads names from lists, texts and objects, without duplicates", () => {
    const { matter } = splitFrontMatter("---\nauthors:\n - Anna\n - name: Ben\n - Anna\nauthor: Cy, Dan\n---\n");
    expect(matter.names("authors", "author")).toEqual(["Anna", "Ben", "Cy", "Dan"]);
  });

  test("accepts a repeated key, and a quoted text that continues at the start of a line", () => {
    const { matter } = splitFrontMatter('---\nx: 1\nx: 2\nexcerpt: "one\ntwo \\" three"\ntitle: Hello\n---\n');
    expect([matter.line("x"), matter.line("excerpt"), matter.line("title")]).toEqual(["2", 'one two " three', "Hello"]);
  });

  test("keeps dates as written", () => {
    expect(splitFrontMatter("---\ndate: 2024-03-01 23:30:00 -0500\n---\n").matter.line("date")).toBe(
      "2024-03-01 23:30:00 -0500",
    );
  });

  test("explains why a file cannot be read", () => {
    expect(() => splitFrontMatter("Just words")).toThrow("it has no front matter");
    expect(() => splitFrontMatter("+++\ntitle = 1\n+++\n")).toThrow("TOML");
    expect(() => splitFrontMatter('---\na: [1\nb: "x\n---\n')).toThrow(/cannot be read \(line \d/);
    expect(() => splitFrontMatter("---\n---\nText")).toThrow("empty");
  });
});
