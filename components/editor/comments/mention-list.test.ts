import { describe, expect, test } from "vitest";
import { askedAt, choose, fitting } from "./mention-list.ts";

const people = ["Maren Holloway", "Ines Calloway", "Zoë Marsh"].map((name, i) => ({ id: String(i), name }));
const names = (query: string) => fitting(people, query).map(({ name }) => name);

describe("list of people to mention", () => {
  test("opens at an @ that begins a word, and follows the typing", () => {
    expect(askedAt("Ask @", 5)).toEqual({ query: "", from: 4 });
    expect(askedAt("@mar", 4)).toEqual({ query: "mar", from: 0 });
    expect(askedAt("(@Maren Ho", 10)).toEqual({ query: "Maren Ho", from: 1 });
    for (const text of ["desk@paper", "Ask", "@Maren Holloway of the desk said it", "@\n"])
      expect(askedAt(text, text.length)).toBeNull();
  });

  test("matches the beginning of any name, with or without accents", () => {
    expect(names("")).toHaveLength(3);
    expect(names("mar")).toEqual(["Maren Holloway", "Zoë Marsh"]);
    expect(names("zoe")).toEqual(["Zoë Marsh"]);
    expect(names("calloway in")).toEqual(["Ines Calloway"]);
    expect(names("way")).toEqual([]);
  });

  test("finds a desk by the words of its name, after the people", () => {
    const desks = ["News desk", "Arts, Books & Culture desk"].map((name) => ({
      id: name,
      name,
      isDesk: true as const,
    }));
    const all = [...people, { id: "4", name: "Newson Park" }, ...desks];
    expect(fitting(all, "new").map(({ name }) => name)).toEqual(["Newson Park", "News desk"]);
    expect(fitting(all, "news desk").map(({ name }) => name)).toEqual(["News desk"]);
    const asked = askedAt("@Arts, Books & Culture d", 24);
    expect(fitting(all, asked?.query ?? "").map(({ name }) => name)).toEqual(["Arts, Books & Culture desk"]);
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
