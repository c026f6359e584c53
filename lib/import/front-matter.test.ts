import { describe, expect, test } from "vitest";
import { splitFrontMatter } from "./front-matter.ts";

describe("splitFrontMatter", () => {
  test("cuts a file and knows where the body begins", () => {
    const { matter, body, bodyLine } = splitFrontMatter("\n---\nTitle: Hello\ntags: a, b\n---\nText\n---\nmore");
    expect([matter.line("title"), matter.names("tags"), body, bodyLine]).toEqual([
      "Hello",
      ["a", "b"],
      "Text\n---\nmore",
      6,
    ]);
  });

  test("reads names as lists, texts and objects, each once", () => {
    const { matter } = splitFrontMatter("---\nauthors:\n - Anna\n - name: Ben\n - Anna\nauthor: Cy, Dan\n---\n");
    expect(matter.names("authors", "author")).toEqual(["Anna", "Ben", "Cy", "Dan"]);
  });

  test("takes a key that comes twice, and a quoted text that goes on at the start of a line", () => {
    const { matter } = splitFrontMatter('---\nx: 1\nx: 2\nexcerpt: "one\ntwo \\" three"\ntitle: Hello\n---\n');
    expect([matter.line("x"), matter.line("excerpt"), matter.line("title")]).toEqual(["2", 'one two " three', "Hello"]);
  });

  test("keeps dates as they are written", () => {
    expect(splitFrontMatter("---\ndate: 2024-03-01 23:30:00 -0500\n---\n").matter.line("date")).toBe(
      "2024-03-01 23:30:00 -0500",
    );
  });

  test("says why a file cannot be read", () => {
    expect(() => splitFrontMatter("Just words")).toThrow("it has no front matter");
    expect(() => splitFrontMatter("+++\ntitle = 1\n+++\n")).toThrow("TOML");
    expect(() => splitFrontMatter('---\na: [1\nb: "x\n---\n')).toThrow(/cannot be read \(line \d/);
    expect(() => splitFrontMatter("---\n---\nText")).toThrow("empty");
  });
});
