import { expect, test } from "vitest";
import type { NodeJson } from "#lib/document/json.ts";
import { recordText } from "./record-text.ts";

const paragraph = (...texts: string[]) => ({
  type: "paragraph",
  attrs: { id: "a", note: "no word of the story" },
  content: texts.map((text) => ({ type: "text", text })),
});

test("extracts the text of a record that this build cannot read", async () => {
  const record = {
    clientId: "one",
    storyId: "story",
    personId: "anna",
    schemaNumber: 999,
    version: 3,
    doc: {
      type: "of another build",
      content: [paragraph("The ferry ", "sank"), paragraph("Nobody drowned")],
    } as NodeJson,
    since: [],
    steps: [{ stepType: "replace", from: 3, to: 3, slice: { content: [paragraph("Nine were saved")] } }],
    changes: [{ first: 0, pasted: false, restores: false }],
  };
  const text = await recordText(record);
  expect(text).toBe("The ferry sank\n\nNobody drowned\n\n* not saved yet *\n\nNine were saved");
});
