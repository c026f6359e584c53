import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Newsroom, type Reporter, Reporter as ReporterDesk, type Weather } from "../testing/newsroom.ts";

type Act = {
  who: number;
  what: "type" | "delete" | "enter" | "send" | "hear" | "undo";
  at: number;
  length: number;
  weather: Weather;
};

const act = fc.record<Act>({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom("type", "type", "type", "delete", "enter", "send", "hear", "undo"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 9 }),
  weather: fc.constantFrom("fine", "fine", "request lost", "answer lost"),
});

function caret(reporter: Reporter, at: number): void {
  const places: number[] = [];
  reporter.state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) places.push(pos + 1 + i);
    return !node.isTextblock;
  });
  reporter.select(places[Math.min(places.length - 1, Math.floor(at * places.length))] ?? 1);
}

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

describe("three people who write at once over a bad network", () => {
  it("end with one text, and no word of anybody is gone without a word", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), async (acts) => {
        const newsroom = new Newsroom(
          storyDocument({
            headline: "Head",
            standfirst: "Deck",
            body: [paragraph("One two"), paragraph("Three four")],
          }),
        );
        const reporters = [new ReporterDesk(newsroom), new ReporterDesk(newsroom), new ReporterDesk(newsroom)];
        // One sign of its own for each thing typed, so that nobody can write into the middle of it.
        const typed: string[] = [];
        const deleted = new Set<string>();
        const noticing = (reporter: Reporter, work: () => void): void => {
          const before = reporter.state.doc.textContent;
          work();
          const after = reporter.state.doc.textContent;
          for (const sign of typed) if (before.includes(sign) && !after.includes(sign)) deleted.add(sign);
        };
        for (const { who, what, at, length, weather } of acts) {
          const reporter = reporters[who];
          if (!reporter) continue;
          reporter.weather = weather;
          if (what === "type") {
            const sign = String.fromCodePoint(0xe000 + typed.length);
            caret(reporter, at);
            reporter.dispatch(reporter.state.tr.insertText(sign));
            typed.push(sign);
          } else if (what === "delete")
            noticing(reporter, () => {
              caret(reporter, at);
              const { $from } = reporter.state.selection;
              const to = Math.min($from.end(), $from.pos + length);
              if (to > $from.pos) reporter.dispatch(reporter.state.tr.delete($from.pos, to));
            });
          else if (what === "undo") noticing(reporter, () => reporter.press("Mod-z"));
          else if (what === "enter") {
            caret(reporter, at);
            reporter.press("Enter");
          } else if (what === "send") await reporter.loop.flush();
          else newsroom.tell();
        }
        for (const reporter of reporters) reporter.weather = "fine";
        for (let i = 0; i < 40 && reporters.some(({ loop }) => loop.hasUnsent); i++) {
          for (const reporter of reporters) await reporter.loop.flush();
          newsroom.tell();
        }
        newsroom.tell();
        guardDocument(newsroom.doc);
        for (const { state, loop } of reporters) {
          expect(loop.hasUnsent).toBe(false);
          expect(state.doc.toJSON()).toEqual(newsroom.doc.toJSON());
        }
        const text = newsroom.doc.textContent;
        const kept = reporters.flatMap((reporter) => reporter.kept).join(" ");
        for (const sign of typed) {
          if (deleted.has(sign)) continue; // two people may each bring back what both deleted
          expect(text.includes(sign) || kept.includes(sign)).toBe(true);
          expect(text.split(sign).length).toBeLessThan(3);
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
