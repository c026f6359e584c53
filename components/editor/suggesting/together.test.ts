import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Newsroom, Reporter } from "../testing/newsroom.ts";
import { suggesterIn } from "../testing/suggester.ts";

type Act = { who: number; what: "type" | "delete" | "enter" | "send" | "hear" | "undo"; at: number; length: number };
const act = fc.record<Act>({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom("type", "type", "delete", "delete", "enter", "send", "hear", "undo"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 9 }),
});

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

function caret(reporter: Reporter, at: number): void {
  const places: number[] = [];
  reporter.state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) places.push(pos + 1 + i);
    return !node.isTextblock;
  });
  reporter.select(places[Math.min(places.length - 1, Math.floor(at * places.length))] ?? 1);
}

test.each([
  { signs: false, how: "" },
  { signs: true, how: ", also while the server signs suggestions" },
])(
  "an editor who writes and two people who suggest at once end with one text, and nobody is stuck with a change that is not taken$how",
  async ({ signs }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 50 }), async (acts) => {
        const body = ["One two", "Three four", "Five six"].map((text) => paragraph(text));
        const newsroom = new Newsroom(storyDocument({ headline: "Head", standfirst: "Deck", body }));
        newsroom.signs = signs;
        const people = [
          new Reporter(newsroom, { personId: "0190a6c0-0000-7000-8000-00000000000c" }),
          suggesterIn(newsroom, "0190a6c0-0000-7000-8000-00000000000a"),
          suggesterIn(newsroom, "0190a6c0-0000-7000-8000-00000000000b"),
        ];
        for (const { who, what, at, length } of acts) {
          const reporter = people[who];
          if (!reporter) continue;
          if (what === "send") await reporter.loop.flush();
          else if (what === "hear") newsroom.tell();
          else if (what === "undo") reporter.press("Mod-z");
          else {
            caret(reporter, at);
            const { $from } = reporter.state.selection;
            if (what === "type") reporter.type("xyz".slice(0, length));
            else if (what === "enter") reporter.press("Enter");
            else {
              const to = Math.min(reporter.state.doc.content.size - 1, $from.pos + length);
              const isOneBlock = $from.sameParent(reporter.state.doc.resolve(to));
              if (to > $from.pos && (isOneBlock || $from.parent.type.name === "paragraph"))
                reporter.dispatch(reporter.state.tr.delete($from.pos, isOneBlock ? to : $from.end()));
            }
          }
        }
        for (let i = 0; i < 40 && people.some(({ loop }) => loop.hasUnsent); i++) {
          for (const reporter of people) await reporter.loop.flush();
          newsroom.tell();
        }
        newsroom.tell();
        guardDocument(newsroom.doc);
        for (const { state, loop } of people) {
          expect(loop.hasUnsent).toBe(false);
          expect(state.doc.toJSON()).toEqual(newsroom.doc.toJSON());
        }
      }),
      { numRuns: 120 },
    );
  },
);
