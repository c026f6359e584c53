import { describe, expect, test } from "vitest";
import { patternProblem } from "../path-pattern.ts";
import { pathByPattern } from "../paths.ts";
import { type ArchiveEntry, isStoryFile, type PlanOptions, planEntry } from "./plan.ts";

const options: PlanOptions = {
  expired: "draft",
  zone: "America/New_York",
  language: "en-GB",
  now: new Date("2026-11-24T12:00:00Z"),
};
const plan = (file: string, matter: string, more: Partial<PlanOptions> = {}): ArchiveEntry =>
  planEntry(file, `---\n${matter}\n---\nText`, { ...options, ...more });

describe("planEntry", () => {
  test("takes slug and date from the file name if the front matter has none", () => {
    const entry = plan("posts/2015-03-05-Hello_world.md", "title: x");
    expect([entry.slug, entry.date?.toISOString(), entry.section]).toEqual([
      "hello-world",
      "2015-03-05T05:00:00.000Z",
      "Posts",
    ]);
    expect(plan("content/news/my-story/index.es.md", "date: 2015-03-05").slug).toBe("my-story");
    expect(plan("content/news/my-story/index.es.md", "date: 2015-03-05").language).toBe("es");
  });

  test("keeps the old address, or builds one by the pattern with the newsroom's date", () => {
    expect(plan("a.md", "date: 2015-03-05\nurl: https://old.example/news/A/index.html").ownPath).toBe("/news/A");
    expect(plan("2015-03-05-a.md", "permalink: /:year/:month/:title/").ownPath).toBe("/2015/03/a");
    const late = plan("a.md", "date: 2015-03-06T03:00:00Z");
    expect(pathByPattern(late, "/city", options)).toBe("/city/2015/03/05/a");
    expect(pathByPattern(late, "/city", { ...options, pattern: "/{yyyy}/{mm}/{slug}.html" })).toBe("/2015/03/a.html");
    expect(() => plan("a.md", "date: 2015-03-05\nurl: /desk/a")).toThrow("no story can have");
  });

  test("turns aliases into paths, except reserved paths of the site", () => {
    expect(plan("a.md", "aliases: [/old/, 'https://x.example/b.html', /admin, '']\nredirect_from: /c").aliases).toEqual(
      ["/old", "/b.html", "/c"],
    );
  });

  test("explains why a file becomes a draft", () => {
    const reason = (matter: string, file = "a.md", more = {}) => plan(file, matter, more).draft;
    expect(reason("date: 2015-03-05")).toBeNull();
    expect(reason("date: 2015-03-05\ndraft: true")).toBe("it is marked as a draft");
    expect(reason("date: 2015-03-05\npublished: false")).toBe("it is marked as a draft");
    expect(reason("date: 2015-03-05", "_drafts/a.md")).toBe("it is marked as a draft");
    expect(reason("date: 2015-03-05\nexpirydate: 2025-01-01")).toBe("its expiry date is past");
    expect(reason("date: 2015-03-05\nexpirydate: 2025-01-01", "a.md", { expired: "live" })).toBeNull();
    expect(reason("date: 2015-03-05\nexpirydate: 2027-01-01")).toBeNull();
    expect(reason("date: 2027-03-05")).toBe("its date is in the future");
    expect(reason("title: x")).toBe("it has no date");
    expect(reason("date: tomorrow")).toBe('its date "tomorrow" cannot be read');
  });

  test("identifies stories by a key that does not depend on the folder of their files", () => {
    const key = plan("a/x.md", "date: 2015-03-05").key;
    expect(plan("b/c/2015-03-05-x.md", "title: y").key).toBe(key);
    expect(plan("x.md", "date: 2015-03-06").key).not.toBe(key);
    expect(plan("x.md", "date: 2015-03-05\nlang: fr").key).not.toBe(key);
  });
});

test("validates a pattern before the import begins", () => {
  expect(patternProblem("/{section}/{yyyy}/{slug}")).toBeNull();
  expect(patternProblem("{slug}")).toContain("slash");
  expect(patternProblem("/{year}/{slug}")).toContain("{year}");
  expect(patternProblem("/{yyyy}")).toContain("{slug}");
});

test("does not take lists, notes to developers and authors for stories", () => {
  expect(["README.md", "docs/_index.md", "authors/anna.md", "posts/a.md"].filter(isStoryFile)).toEqual(["posts/a.md"]);
});
