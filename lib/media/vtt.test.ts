import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { updateMediaSchema } from "./schema.ts";
import { normalVtt, readVtt, transcriptOf } from "./vtt.ts";

const captions = `WEBVTT - Ferry

NOTE by Ada

STYLE
::cue { color: yellow }

1
00:01.000 --> 00:03.500 align:start
<v Ada>The ferry &amp; its <i>crew</i>

00:03.600 --> 00:05.000
leave at noon.

01:00:05.500 --> 01:00:08.000
<v Ben>Who
steers?
`;

describe("captions", () => {
  test("reads times, texts and settings, without notes and styles", () => {
    const { cues, problem } = readVtt(normalVtt(captions));
    expect(problem).toBeNull();
    expect(cues.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [1, 3.5],
      [3.6, 5],
      [3605.5, 3608],
    ]);
  });

  test.each([
    ["00:01.000 --> 00:02.000\nA", 1, "no-header"],
    ["WEBVTT\n\n00:01.000 -> 00:02.000\nA", 3, "bad-time"],
    ["WEBVTT\n\n00:01,000 --> 00:02,000\nA", 3, "bad-time"],
    ["WEBVTT\n\n00:61.000 --> 00:62.000\nA", 3, "bad-time"],
    ["WEBVTT\n\nname\nmore\n00:01.000 --> 00:02.000\nA", 3, "bad-time"],
    ["WEBVTT\n\n00:02.000 --> 00:01.000\nA", 3, "ends-before-start"],
    ["WEBVTT\n\n00:01.000 --> 00:02.000\n\nA", 3, "no-text"],
    ["WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\nwords alone", 6, "bad-time"],
  ])("names the line of %j that is wrong", (text, line, problem) => {
    expect(readVtt(normalVtt(text)).problem).toEqual({ line, problem });
  });

  test("turns SubRip into WebVTT, and keeps WebVTT as it is", () => {
    const subRip =
      "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\nOne, two\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nThree\r\n";
    expect(readVtt(normalVtt(subRip))).toMatchObject({
      problem: null,
      cues: [{ text: "One, two", endSeconds: 2.5 }, { text: "Three" }],
    });
    expect(normalVtt(`${captions}\n`)).toBe(captions.trim());
    expect(normalVtt(" ")).toBe("");
  });

  test("are stored only if they can be read, and only with a language", () => {
    const given = { id: "0190a6c0-0000-7000-8000-000000000001", version: 1, transcript: "" };
    const problemsOf = (input: object) => {
      const { error } = updateMediaSchema.safeParse({ ...given, ...input });
      return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
    };
    expect(problemsOf({ captions: "WEBVTT\n\n1 --> 2\nA", captionsLanguage: "en" })).toEqual([
      "captions: Line 3: This line is no time such as 00:01.000 --> 00:03.500.",
    ]);
    expect(problemsOf({ captions, captionsLanguage: "" })).toEqual([
      "captionsLanguage: Enter the language of the captions.",
    ]);
    expect(problemsOf({ captions: "", captionsLanguage: "" })).toEqual([]);
    expect(problemsOf({ captions, captionsLanguage: "en-GB" })).toEqual([]);
  });

  test("are read without an error whatever they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (head, text) => {
        for (const given of [head, text, `WEBVTT\n\n${text}`, `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`]) {
          readVtt(normalVtt(given));
          transcriptOf(given);
        }
      }),
    );
  });
});

describe("a transcript", () => {
  test("has a paragraph for each speaker and after each pause, without tags", () => {
    expect(transcriptOf(captions)).toEqual(["Ada: The ferry & its crew leave at noon.", "Ben: Who steers?"]);
    expect(transcriptOf("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:04.500 --> 00:05.000\nTwo")).toEqual([
      "One",
      "Two",
    ]);
    expect(transcriptOf("")).toEqual([]);
  });
});
