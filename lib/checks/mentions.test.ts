import { describe, expect, test } from "vitest";
import type { CheckedLine } from "./line.ts";
import { remarksOf } from "./line-rules.ts";

const line = (text: string, language: string, links: CheckedLine["links"] = []): CheckedLine => ({
  type: "paragraph",
  language,
  text,
  links,
});
const found = (text: string, language: string, links?: CheckedLine["links"]): string[] =>
  remarksOf(line(text, language, links))
    .filter(({ code }) => code === "MENTION_UNLINKED")
    .map(({ from, to }) => text.slice(from, to));

describe("a sentence that refers to an earlier report of the paper without a link", () => {
  test.each([
    ["en", "The council knew, as we reported in May.", "as we reported"],
    ["en", "We first revealed the plan.", "We first revealed"],
    ["en", "It follows our earlier report on the pier.", "our earlier report"],
    ["de", "Das Amt hatte, wie bereits berichtet, gewarnt.", "wie bereits berichtet"],
    ["de-CH", "Wir haben mehrfach berichtet.", "Wir haben mehrfach berichtet"],
    ["fr", "Comme nous l’avions révélé, le port ferme.", "Comme nous l’avions révélé"],
    ["es", "Como ya informamos, el puerto cierra.", "Como ya informamos"],
    ["nl", "Zoals we eerder schreven, sluit de haven.", "Zoals we eerder schreven"],
    ["sv", "Som vi tidigare rapporterat stängs hamnen.", "Som vi tidigare rapporterat"],
    ["nn", "Som vi tidlegare har skrevet.", ""],
    ["pl", "Jak już pisaliśmy, port zamknięto.", "Jak już pisaliśmy"],
  ])("in %s: %s", (language, text, words) => {
    expect(found(text, language)).toEqual(words === "" ? [] : [words]);
  });

  test.each([
    ["en", "“We reported it to the police,” she said."],
    ["en", "“As we reported to the board, it failed,” he said."],
    ["en", "As previously reported by Reuters, the port closes."],
    ["en", "They reported the accident."],
    ["de", "Wie die Polizei berichtet, ist der Hafen zu."],
    ["ja", "As we reported."],
  ])("is not asked about in %s: %s", (language, text) => {
    expect(found(text, language)).toEqual([]);
  });

  test("is not asked about where the sentence has a link, and is where only another one has", () => {
    const text = "It closes, as we reported in May. The council said nothing.";
    const at = (words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length, href: "/a" });
    expect(found(text, "en", [at("reported in May")])).toEqual([]);
    expect(found(text, "en", [at("The council")])).toEqual(["as we reported"]);
  });
});
