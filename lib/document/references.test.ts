import { expect, test } from "vitest";
import { figure, paragraph, relatedStory, storyDocument } from "./build.ts";
import { newReferences, referencesOf } from "./references.ts";

const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
  string,
];

test("lists every id that a document names once, including those in suggestions", () => {
  const change = {
    type: "modification",
    attrs: { id: "s1", person: e, type: "attr", attrName: "picture", previousValue: d, newValue: b },
  };
  const doc = storyDocument({
    fields: { section: a, topics: [b], authors: [c], related: [d], translationOf: e },
    mainFigure: { picture: a },
    body: [
      { ...figure({ picture: b }), marks: [change] },
      figure({ picture: a }),
      figure({ picture: null }),
      relatedStory(c),
      paragraph([{ type: "text", text: "x", marks: [{ type: "insertion", attrs: { id: "s2", person: a } }] }]),
    ],
  });
  expect(referencesOf(doc)).toEqual({
    sections: [a],
    topics: [b],
    authors: [c],
    stories: [d, e, c],
    pictures: [a, b, d],
    media: [],
    snippets: [],
    collections: [],
    people: [e, a],
  });
});

test("lists only new references for checking", () => {
  const before = storyDocument({ fields: { topics: [a] }, body: [figure({ picture: a })] });
  const after = storyDocument({ fields: { topics: [b, a], section: c }, body: [figure({ picture: b })] });
  expect(newReferences(before, after)).toEqual({
    sections: [c],
    topics: [b],
    authors: [],
    stories: [],
    pictures: [b],
    media: [],
    snippets: [],
    collections: [],
    people: [],
  });
});
