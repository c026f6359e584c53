import type { Node } from "@tiptap/pm/model";
import { RemoveMarkStep, RemoveNodeMarkStep, ReplaceStep } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "#lib/document/arbitraries.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Suggester } from "../testing/suggester.ts";
import { cardsOf, sentenceOf } from "./cards.ts";
import { settle } from "./settle.ts";

const rosa = "0190a6c0-0000-7000-8000-00000000000a";
const start = (...texts: string[]): Suggester =>
  new Suggester(storyDocument({ headline: "Head", body: texts.map((text) => paragraph(text)) }), rosa);
const said = (doc: Node): string[] => cardsOf(doc).map(sentenceOf);

describe("accepting and rejecting suggestions", () => {
  test("does not touch kept words, so that comments on them keep their position", () => {
    const desk = start("The tram goes");
    desk.selectWords("tram");
    desk.type("ferry");
    const accepted = settle(desk.state, "accept")?.steps ?? [];
    expect(accepted.map((step) => step.constructor)).toEqual([RemoveMarkStep, ReplaceStep]);
    const rejected = settle(desk.state, "reject")?.steps ?? [];
    expect(rejected.map((step) => step.constructor)).toEqual([ReplaceStep, RemoveMarkStep]);
  });

  test("removes only the mark of an accepted split", () => {
    const desk = start("Hello world");
    desk.caretAt("Hello", "after");
    desk.press("Enter");
    expect(settle(desk.state, "accept")?.steps.map((step) => step.constructor)).toEqual([RemoveNodeMarkStep]);
    expect(settle(desk.state, "reject")?.doc.child(2).textContent).toBe("Hello world");
  });

  test("keeps the other suggestions when one is accepted or rejected", () => {
    const desk = start("One", "Two");
    desk.caretAt("One", "after");
    desk.type("!");
    desk.caretAt("Two", "after");
    desk.now += 600_000;
    desk.type("?");
    const [first] = cardsOf(desk.state.doc);
    const tr = settle(desk.state, "reject", ({ attrs }) => attrs.id === first?.id);
    expect(tr && said(tr.doc)).toEqual(["Add “?”"]);
  });

  test("gives the same text one by one as for the whole document", () => {
    fc.assert(
      fc.property(storyArb, fc.array(editArb, { minLength: 1, maxLength: 6 }), fc.nat(5), (first, edits, which) => {
        const desk = new Suggester(first, rosa);
        for (const edit of edits) {
          const tr = desk.state.tr;
          for (const step of stepsFor(desk.state.doc, edit)) tr.maybeStep(step);
          desk.now += 600_000;
          if (tr.docChanged) desk.dispatch(tr);
        }
        const { doc } = desk.state;
        const cards = cardsOf(doc);
        const id = cards[which % Math.max(1, cards.length)]?.id;
        for (const concerned of [undefined, ({ attrs }: { attrs: Record<string, unknown> }) => attrs.id === id])
          for (const [verdict, whole] of [
            ["accept", acceptAll],
            ["reject", rejectAll],
          ] as const) {
            const tr = settle(desk.state, verdict, concerned);
            expect((tr?.doc ?? doc).eq(whole(doc, concerned))).toBe(true);
          }
      }),
      { numRuns: 100 },
    );
  });
});
