import { describe, expect, test } from "vitest";
import { formerPaths } from "./former-paths.ts";

const facts = { name: "ferry", formerNames: [], date: "2019-05-01", formerDates: [] };

describe("the former addresses of a post", () => {
  test("join each name that it had with each date that it had", () => {
    expect(formerPaths("/2019/05/01/ferry", { ...facts, formerNames: ["boat"], formerDates: ["2018-12-24"] })).toEqual([
      "/2019/05/01/boat",
      "/2018/12/24/ferry",
      "/2018/12/24/boat",
    ]);
  });

  test.each([
    ["/2019/05/ferry", ["/2018/12/ferry"]],
    ["/archive/2019/ferry", ["/archive/2018/ferry"]],
    ["/news/ferry", []],
  ])("of %s change the parts of the date that it has", (path, former) => {
    expect(formerPaths(path, { ...facts, formerDates: ["2018-12-24"] })).toEqual(former);
  });

  test.each([
    ["/anna/паром.html", "паром", "судно", "/anna/судно.html"],
    ["/ferry/ferry", "ferry", "boat", "/ferry/boat"],
  ])("of %s keep what surrounds the name", (path, name, other, former) => {
    expect(formerPaths(path, { ...facts, name, formerNames: [other] })).toEqual([former]);
  });

  test("are none where the address does not hold the name", () => {
    expect(formerPaths("/archives/12", { ...facts, formerNames: ["boat"] })).toEqual([]);
  });
});
