import { Mapping } from "@tiptap/pm/transform";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "./arbitraries.ts";
import { bold, bulletList, documentFromJson, figure, paragraph, storyDocument } from "./build.ts";
import { applySteps } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { DocumentRefused } from "./refused.ts";
import { stepsTo } from "./restore.ts";

const json = (step: { toJSON(): unknown }) => step.toJSON();

test("restore steps lead from any story to any other, and the server accepts them", () => {
  fc.assert(
    fc.property(
      storyArb,
      storyArb,
      fc.array(editArb, { maxLength: 30 }),
      fc.boolean(),
      (target, other, edits, isOther) => {
        let current = isOther ? other : target;
        for (const edit of edits) {
          const changes = stepsFor(current, edit).map(json);
          try {
            if (changes.length > 0) current = applySteps(current, changes).doc;
          } catch (error) {
            if (!(error instanceof DocumentRefused)) throw error; // an edit that the server would not take
          }
        }
        const steps = stepsTo(current, target).map(json);
        if (steps.length === 0) expect(current.toJSON()).toEqual(target.toJSON());
        else expect(applySteps(current, steps).doc.toJSON()).toEqual(target.toJSON());
      },
    ),
    { numRuns: 150 },
  );
});

test("restores a story whose blocks were moved, removed, added and rewritten", () => {
  const body = [
    paragraph("The ferry sails at nine with a band."),
    bulletList(["tea", "buns", "gin"]),
    figure({ picture: null, caption: "The pier" }),
    paragraph("Nobody got off."),
    paragraph("The end."),
  ];
  const target = storyDocument({ headline: "Ferry", standfirst: "Back.", kicker: "River", keyPoints: ["One"], body });
  const [first, list, picture, , last] = body as [NodeJson, NodeJson, NodeJson, NodeJson, NodeJson];
  const current = storyDocument({
    headline: "Ferry is back",
    inShort: [paragraph("In short.")],
    body: [
      last,
      { ...first, content: paragraph(["The ", ...bold("boat"), " sails at ten with a loud band."]).content ?? [] },
      paragraph("New and unwanted."),
      { ...list, content: (list.content ?? []).slice(1) },
      picture,
    ],
  });
  const steps = stepsTo(current, target);
  expect(applySteps(current, steps.map(json)).doc.toJSON()).toEqual(target.toJSON());
});

test("replaces only the words that differ, so a caret elsewhere in the paragraph keeps its position", () => {
  const block = paragraph("The last night boat left in 2014, with eleven people aboard.");
  const text = "A last night boat left in 2015, with eleven people on board.";
  const changed = {
    ...block,
    content: [{ type: "text", text }],
  };
  const current = storyDocument({ headline: "Ferry", body: [changed] });
  const target = storyDocument({ headline: "Ferry", body: [block] });
  const steps = stepsTo(current, target);
  const at = current.content.size - text.length - 1 + text.indexOf("eleven");
  const mapped = new Mapping(steps.map((step) => step.getMap())).mapResult(at + 2);
  expect(mapped.deleted).toBe(false);
  const after = applySteps(current, steps.map(json)).doc;
  expect(after.textBetween(mapped.pos - 2, mapped.pos + 4)).toBe("eleven");
  expect(stepsTo(documentFromJson(target.toJSON()), target)).toEqual([]);
});
