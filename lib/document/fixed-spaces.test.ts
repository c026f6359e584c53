import { describe, expect, test } from "vitest";
import { fixedSpaceAt, fixedSpacesIn } from "./fixed-spaces.ts";

const set = (text: string, tag: string): string => {
  const letters = [...text];
  for (const { at, space } of fixedSpacesIn(text, tag)) letters[at] = space === "\u00a0" ? "~" : "^";
  return letters.join("");
};

describe("spaces at which a line must not be broken", () => {
  test.each([
    ["fr", "Quoi ? Non ; oui ! Ceci : cela", "Quoi^? Non^; oui^! Ceci~: cela"],
    ["fr", "à 10 heures: rien", "à 10 heures: rien"],
    ["cs", "Byl v lese a s ním i pes", "Byl v~lese a~s~ním i~pes"],
    ["pl", "Był w lesie i z nim pies", "Był w~lesie i~z~nim pies"],
    ["de", "Es sind 10 km und 5 % mehr", "Es sind 10~km und 5~% mehr"],
    ["en", "It is 10 km/h, or 10 kmx, at 5 °C", "It is 10~km/h, or 10 kmx, at 5~°C"],
    ["en", "I was a fan", "I was a fan"],
    ["de", "Um 10 m zu lang", "Um 10~m zu lang"],
    ["xx-invalid-tag-!", "5 kg", "5~kg"],
  ])("in %s: %s", (tag, text, expected) => {
    expect(set(text, tag)).toBe(expected);
  });

  test("waits for the end of a unit while it is typed", () => {
    expect(fixedSpaceAt("10 k", "m", "de")).toBeNull();
    expect(fixedSpaceAt("10 m", "i", "de")).toBeNull();
    expect(fixedSpaceAt("10 km", " ", "de")).toEqual({ back: 3, space: "\u00a0" });
    expect(fixedSpaceAt("10 km", ".", "de")).toEqual({ back: 3, space: "\u00a0" });
  });

  test("leaves several spaces, the start of a line and English signs alone", () => {
    expect(fixedSpaceAt("mot  ", "!", "fr")).toBeNull();
    expect(fixedSpaceAt(" ", "!", "fr")).toBeNull();
    expect(fixedSpaceAt("word ", "!", "en")).toBeNull();
  });
});
