import { describe, expect, test } from "vitest";
import { figure, paragraph, storyDocument, subheading } from "#lib/document/build.ts";
import { type BlockChange, compareDocuments } from "#lib/document/compare.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { timesOf } from "#lib/times.ts";
import { attributeWords, changeLabelOf, fieldValue, foldWords } from "./change-words.ts";
import type { KnownNames } from "./known-names.ts";

const story = (body: NodeJson[]) => storyDocument({ headline: "Ferry", standfirst: "It is back.", body });
const blocksOf = (before: NodeJson[], after: NodeJson[]): BlockChange[] =>
  compareDocuments(story(before), story(after)).entries.flatMap((entry) =>
    entry.kind === "fold" ? entry.blocks : [entry],
  );
const names: KnownNames = {
  name: (_kind, id) => (id === "known" ? "Harbour" : null),
  picture: () => undefined,
  file: () => null,
  collection: (id) => (id === "known" ? "The strike" : null),
};
const [one, two, three] = ["One.", "Two.", "Three."].map((text) => paragraph(text)) as [NodeJson, NodeJson, NodeJson];

describe("what is unchanged", () => {
  test("counts unchanged blocks by their type", () => {
    const [headline, standfirst, ...body] = blocksOf([one, two], [one, two]);
    expect(foldWords(body)).toBe("2 unchanged paragraphs");
    expect(foldWords(body.slice(1))).toBe("1 unchanged paragraph");
    expect(foldWords([headline, standfirst].filter((block) => block !== undefined))).toBe(
      "Headline and standfirst unchanged",
    );
    expect(foldWords(blocksOf([one, subheading("Costs")], [one, subheading("Costs")]).slice(0, 3))).toBe(
      "Headline, standfirst and 1 paragraph unchanged",
    );
    const list = [figure({ picture: null, caption: "Pier" }), one];
    expect(foldWords(blocksOf(list, list).slice(2))).toBe("2 unchanged blocks");
  });
});

describe("a change", () => {
  const described = (before: NodeJson[], after: NodeJson[]) =>
    blocksOf(before, after)
      .filter(({ kind }) => kind !== "same")
      .map((block) => Object.values(changeLabelOf(block)).join(": "));

  test("names the zone of a change, and the new position of a moved block", () => {
    expect(described([one], [one, two])).toEqual(["Added: block 2"]);
    expect(described([one, two], [two])).toEqual(["Removed: was block 1"]);
    expect(described([one, two, three], [three, one, two])).toEqual(["Moved up: from block 3 to 1"]);
    expect(described([one, two, three], [two, three, { ...one, content: [{ type: "text", text: "New." }] }])).toEqual([
      "Moved down, changed: from block 1 to 3",
    ]);
  });

  test("calls a changed block by its kind, and a changed paragraph by its position", () => {
    const picture = figure({ picture: null, caption: "Pier" });
    expect(
      described(
        [one, picture],
        [
          { ...one, content: [{ type: "text", text: "New." }] },
          { ...picture, attrs: { ...picture.attrs, size: "wide" } },
        ],
      ),
    ).toEqual(["Block 1: changed", "Picture: block 2, changed"]);
  });

  test("calls a change of a zone by the name of the zone", () => {
    const [changed] = compareDocuments(
      storyDocument({ headline: "Ferry" }),
      storyDocument({ headline: "Boat" }),
    ).entries;
    expect(changed && changed.kind !== "fold" && changeLabelOf(changed)).toEqual({
      title: "Headline",
      place: "changed",
    });
  });

  test("describes changes of attributes in words", () => {
    expect(attributeWords({ name: "level", before: 2, after: 3 }, names)).toEqual({
      label: "Subheading",
      before: "normal",
      after: "small",
    });
    expect(attributeWords({ name: "stories", before: "", after: "known other" }, names)).toMatchObject({
      before: "",
      after: expect.stringMatching(/^.+, a story you cannot open$/),
    });
    expect(attributeWords({ name: "story", before: "known", after: "other" }, names)).toEqual({
      label: "Story",
      before: "Harbour",
      after: "a story you cannot open",
    });
  });
});

test("shows names instead of ids, and times in the newsroom's time zone", () => {
  const times = timesOf("Asia/Kathmandu", "en-GB");
  expect(fieldValue("section", "known", names, times)).toBe("Harbour");
  expect(fieldValue("section", "other", names, times)).toBe("a deleted section");
  expect(fieldValue("section", null, names, times)).toBe("");
  expect(fieldValue("noindex", true, names, times)).toBe("yes");
  expect(fieldValue("displayDate", "2026-11-24T03:30:00Z", names, times)).toContain("24 Nov 2026, 09:15");
});
