import { describe, expect, test } from "vitest";
import { askedAt, choose, fitting } from "./mention-list.ts";

const people = ["Maren Holloway", "Ines Calloway", "Zoë Marsh"].map((name, i) => ({ id: String(i), name }));
const names = (query: string) => fitting(people, query).map(({ name }) => name);

describe("list of people to mention", () => {
  test("opens at an @ that begins a word, and follows the typing", () => {
    expect(askedAt("Ask @", 5)).toEqual({ query: "", from: 4 });
    expect(askedAt("@mar", 4)).toEqual({ query: "mar", from: 0 });
    expect(askedAt("(@Maren Ho", 10)).toEqual({ query: "Maren Ho", from: 1 });
    for (const text of ["desk@paper", "Ask", "@Maren Holloway of the desk said", "@\n"])
      expect(askedAt(text, text.length)).toBeNull();
  });

  test("matches the beginning of any name, with or without accents", () => {
    expect(names("")).toHaveLength(3);
    expect(names("mar")).toEqual(["Maren Holloway", "Zoë Marsh"]);
    expect(names("zoe")).toEqual(["Zoë Marsh"]);
    expect(names("calloway in")).toEqual(["Ines Calloway"]);
    expect(names("way")).toEqual([]);
  });

  test("writes the chosen name and puts the caret after it", () => {
    const asked = { query: "ma", from: 4 };
    expect(choose("Ask @ma", 7, asked, people[0] as (typeof people)[0])).toEqual({
      text: "Ask @Maren Holloway ",
      caret: 20,
    });
    expect(choose("Ask @ma, please", 7, asked, people[0] as (typeof people)[0])).toEqual({
      text: "Ask @Maren Holloway, please",
      caret: 19,
    });
  });
});
