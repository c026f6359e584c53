import { describe, expect, test } from "vitest";
import { compileStyle, problemOfPattern, type StyleRule, styleRemarks, wrongExamples } from "./house-style.ts";

const rule = (given: Partial<StyleRule>): StyleRule => ({
  id: "r1",
  pattern: "utilise",
  isRegex: false,
  matchCase: false,
  replacement: "use",
  reason: "The shorter word.",
  severity: "WARN",
  sections: [],
  ...given,
});
const proposed = async (given: Partial<StyleRule>, text: string, section: string | null = null) =>
  styleRemarks(await compileStyle([rule(given)]), { text }, section).map(({ from, to, replacement }) => [
    text.slice(from, to),
    replacement,
  ]);

describe("rules of words", () => {
  test.each<[Partial<StyleRule>, string, unknown]>([
    [{}, "They utilise it", [["utilise", "use"]]],
    [{}, "Utilise it", [["Utilise", "Use"]]],
    [{}, "It is underutilised", []],
    [{ matchCase: true, pattern: "The Hague", replacement: "The Hague" }, "the hague", []],
    [{ pattern: "the hague", replacement: "The Hague" }, "in The Hague and the Hague", [["the Hague", "The Hague"]]],
    [{ pattern: "prime  minister", replacement: "PM" }, "the prime\u00a0minister", [["prime\u00a0minister", "PM"]]],
    [{ pattern: "C++", replacement: "Cpp" }, "in C++, not C", [["C++", "Cpp"]]],
    [{ pattern: "%", replacement: "per cent" }, "5% more", [["%", "per cent"]]],
    [{ replacement: "" }, "utilise", [["utilise", undefined]]],
  ])("%j in %j", async (given, text, expected) => expect(await proposed(given, text)).toEqual(expected));

  test("a rule of sections is for stories of these sections", async () => {
    expect(await proposed({ sections: ["sport"] }, "utilise", "sport")).toHaveLength(1);
    expect(await proposed({ sections: ["sport"] }, "utilise", "city")).toEqual([]);
    expect(await proposed({ sections: ["sport"] }, "utilise", null)).toEqual([]);
  });
});

describe("rules of regular expressions", () => {
  test("groups are filled in, and offsets count UTF-16 units", async () => {
    expect(
      await proposed({ isRegex: true, pattern: "(\\d+) ?%", replacement: "$1 per cent" }, "🎉🎉 a 5% rise"),
    ).toEqual([["5%", "5 per cent"]]);
  });
  test("an expression that would take for ever elsewhere answers at once", async () => {
    const text = `${"a".repeat(20_000)}!`;
    expect(await proposed({ isRegex: true, pattern: "(a+)+$" }, text)).toEqual([]);
  });
  test.each(["(", "a**", "(?=a)b", "\\1"])("%j is refused with a reason", async (pattern) =>
    expect(await problemOfPattern({ pattern, isRegex: true, matchCase: false })).toEqual(expect.any(String)),
  );
  test.each(["a*", "", "^", "x?"])("%j is refused because it matches no text", async (pattern) =>
    expect(await problemOfPattern({ pattern, isRegex: true, matchCase: false })).toBe("matches nothing"),
  );
  test("a pattern of words or of one sign can be used", async () => {
    expect(await problemOfPattern({ pattern: "utilise", isRegex: false, matchCase: false })).toBeNull();
    expect(await problemOfPattern({ pattern: "%", isRegex: false, matchCase: false })).toBeNull();
    expect(await problemOfPattern({ pattern: " ", isRegex: false, matchCase: false })).toBe("empty");
  });
});

test("the examples that a rule gets wrong are named", async () => {
  const examples = { finds: ["We utilise it", "We use it"], leaves: ["Utility", "Do not utilise"] };
  expect(await wrongExamples(rule({}), examples)).toEqual({ missed: ["We use it"], found: ["Do not utilise"] });
});
