import { describe, expect, test } from "vitest";
import { parseDate } from "../dates.ts";
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

  test("reads TOML and JSON as YAML", () => {
    for (const matter of [
      '+++\ntitle = "Hello"\ndate = 2014-03-05T09:11:39-04:00\ndraft = false\n[taxonomies]\ntags = ["a", "b"]\n[cover]\nimage = "a.png"\n+++',
      '{\n"title": "Hello",\n"date": "2014-03-05T09:11:39.000-04:00",\n"draft": false,\n"tags": ["a", "b"],\n"cover": {"image": "a.png"}\n}',
    ]) {
      const { matter: read, body, bodyLine } = splitFrontMatter(`${matter}\nText`);
      expect(read.line("title")).toBe("Hello");
      expect(parseDate(read.line("date"), "UTC")).toEqual(new Date("2014-03-05T13:11:39Z"));
      expect([read.names("tags"), read.isFalse("draft"), read.within("cover").line("image")]).toEqual([
        ["a", "b"],
        true,
        "a.png",
      ]);
      expect([body, bodyLine]).toEqual(["Text", matter.split("\n").length + 1]);
    }
  });

  test("explains why a file cannot be read", () => {
    expect(() => splitFrontMatter("Just words")).toThrow("it has no front matter");
    expect(() => splitFrontMatter('+++\ntitle = "a"\nb = \n+++\n')).toThrow(/cannot be read \(line 3/);
    expect(() => splitFrontMatter('{\n"a": nope\n}\n')).toThrow(/cannot be read \(/);
    expect(() => splitFrontMatter('---\na: [1\nb: "x\n---\n')).toThrow(/cannot be read \(line \d/);
    expect(() => splitFrontMatter("---\n---\nText")).toThrow("empty");
  });
});
