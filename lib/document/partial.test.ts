import type { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "./arbitraries.ts";
import { documentFromJson, paragraph, type StoryParts, storyDocument } from "./build.ts";
import { type BlockChange, compareDocuments, zoneRank } from "./compare.ts";
import { applySteps } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { changeKey, listChanges, withChanges } from "./partial.ts";
import { DocumentRefused } from "./refused.ts";
import { rejectAll } from "./suggestions.ts";

const named = (id: string, text: string): NodeJson => ({ ...paragraph(text), attrs: { id: id.padEnd(12, "0") } });
const story = (body: NodeJson[], parts: StoryParts = {}): Node =>
  storyDocument({ headline: "Night ferry", ...parts, body });
const bodyOf = (doc: Node): string[] =>
  doc.children.filter(({ type }) => type.name === "paragraph").map(({ textContent }) => textContent);
const key = (id: string): string => id.padEnd(12, "0");

describe("choosing among the changes of a text", () => {
  const before = story([named("a", "One."), named("b", "Two."), named("c", "Three."), named("d", "Four.")]);
  const after = story([named("d", "Four."), named("a", "One and a half."), named("n", "New."), named("c", "Three.")]);
  const choosing = (...ids: string[]) => bodyOf(withChanges(before, after, new Set(ids.map(key))));

  test("a changed block that is not chosen keeps its former words", () => {
    expect(choosing("n")).toEqual(["One.", "Two.", "New.", "Three.", "Four."]);
    expect(choosing("a")).toEqual(["One and a half.", "Two.", "Three.", "Four."]);
  });
  test("a block that was taken out stays where it was unless that is chosen", () => {
    expect(choosing("b")).toEqual(["One.", "Three.", "Four."]);
    expect(choosing("a", "n", "d")).toEqual(["Four.", "One and a half.", "Two.", "New.", "Three."]);
  });
  test("a moved block goes to its new place only where that is chosen", () => {
    expect(choosing("d")).toEqual(["Four.", "One.", "Two.", "Three."]);
  });
  test("a field is taken over by its own key", () => {
    const labelled = story([named("a", "One."), named("b", "Two.")], { fields: { label: "analysis", slug: "ferry" } });
    const plain = story([named("a", "One."), named("b", "Two.")]);
    const partly = withChanges(plain, labelled, new Set(["field label"]));
    expect([partly.attrs.label, partly.attrs.slug]).toEqual(["analysis", ""]);
  });
  test("a zone that only the later text has comes in at its place", () => {
    const pictured = story([named("b", "Two.")], { standfirst: "It is back.", kicker: "River" });
    const bare = story([named("a", "One."), named("b", "Two.")]);
    const partly = withChanges(bare, pictured, new Set(["kicker", "standfirst"]));
    expect(partly.children.map(({ textContent }) => textContent)).toEqual([
      "River",
      "Night ferry",
      "It is back.",
      "One.",
      "Two.",
    ]);
  });
  test("a text from which every block was taken out has one empty paragraph", () => {
    const emptied = withChanges(story([named("a", "One.")]), story([named("b", "Two.")]), new Set([key("a")]));
    expect(bodyOf(emptied)).toEqual([""]);
    emptied.check();
  });
});

/** Edits as a person makes them, on a random story. */
const pairArb = fc
  .tuple(storyArb, storyArb, fc.array(editArb, { maxLength: 25 }), fc.boolean())
  .map(([before, other, edits, isOther]): [Node, Node] => {
    let after = isOther ? other : before;
    for (const edit of edits) {
      const steps = stepsFor(after, edit).map((step) => step.toJSON());
      try {
        if (steps.length > 0) after = applySteps(after, steps).doc;
      } catch (error) {
        if (!(error instanceof DocumentRefused)) throw error;
      }
    }
    // Suggestions are no changes that readers would get.
    return [rejectAll(before), rejectAll(documentFromJson(after.toJSON()))];
  });
const blockChanges = (before: Node, after: Node) =>
  listChanges(compareDocuments(before, after)).filter((change): change is BlockChange => "kind" in change);
/** Without ids: a part that would be there twice gets a new one. */
const content = (node: Node | null): string =>
  JSON.stringify(node?.toJSON(), (name, value) => (name === "id" ? undefined : value));

describe("any choice among the changes between any two texts", () => {
  test("gives the later text when all are chosen and the earlier one when none is", () => {
    fc.assert(
      fc.property(pairArb, ([before, after]) => {
        const all = new Set(listChanges(compareDocuments(before, after)).map(changeKey));
        expect(withChanges(before, after, all).eq(after)).toBe(true);
        // Where nothing is changed but ids, all changes and none are the same choice.
        const none = withChanges(before, after, new Set());
        if (all.size > 0) expect(none.eq(before)).toBe(true);
        else expect(content(none)).toBe(content(before));
      }),
      { numRuns: 150 },
    );
  });

  test("gives a valid text that has each chosen change and none of the others", () => {
    let some = 0;
    fc.assert(
      fc.property(pairArb, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), ([before, after], picks) => {
        const changes = blockChanges(before, after);
        const chosen = new Set(changes.filter((_, index) => picks[index]).map(changeKey));
        const partly = withChanges(before, after, chosen);
        partly.check();
        const ranks = partly.children.map(zoneRank);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        const ids = new Set<unknown>();
        partly.descendants(({ attrs: { id } }) => {
          if (id === undefined) return;
          expect(ids.has(id)).toBe(false);
          ids.add(id);
        });
        const contents = partly.children.map(content);
        for (const change of changes) {
          const wanted = chosen.has(change.key) ? change.after : change.before;
          if (wanted) expect(contents).toContain(content(wanted));
        }
        const isEmptied = partly.childCount === 0;
        const size = compareDocuments(before, after)
          .entries.flatMap((entry) => (entry.kind === "fold" ? entry.blocks : [entry]))
          .filter((one) => (chosen.has(one.key) && one.kind !== "same" ? one.after : one.before)).length;
        if (!isEmptied && size > 0) expect([size, size + 1]).toContain(partly.childCount);
        if (chosen.size > 0 && chosen.size < changes.length) some++;
      }),
      { numRuns: 200 },
    );
    expect(some).toBeGreaterThan(50);
  });
});
