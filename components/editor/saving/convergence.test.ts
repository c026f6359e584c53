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

let serial = 0;

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
        const typed: { who: number; mark: string }[] = [];
        const deleted = new Set<string>();
        for (const { who, what, at, length, weather } of acts) {
          const reporter = reporters[who];
          if (!reporter) continue;
          reporter.weather = weather;
          if (what === "type") {
            const mark = `⟨${serial++}⟩`;
            caret(reporter, at);
            reporter.dispatch(reporter.state.tr.insertText(mark));
            typed.push({ who, mark });
          } else if (what === "delete") {
            caret(reporter, at);
            const { $from } = reporter.state.selection;
            const from = $from.start();
            const to = Math.min($from.end(), from + length * 4);
            for (const { mark } of typed) if (overlaps(reporter, mark, from, to)) deleted.add(mark);
            if (to > from) reporter.dispatch(reporter.state.tr.delete(from, to));
          } else if (what === "enter") {
            caret(reporter, at);
            reporter.press("Enter");
          } else if (what === "undo") {
            const before = reporter.state.doc.textContent;
            reporter.press("Mod-z");
            for (const { mark } of typed)
              if (before.includes(mark) && !reporter.state.doc.textContent.includes(mark)) deleted.add(mark);
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
        for (const { mark } of typed)
          if (!deleted.has(mark)) expect(text.includes(mark) || kept.includes(mark) || isSplit(text, mark)).toBe(true);
        for (const { mark } of typed) expect(text.split(mark).length).toBeLessThan(3);
      }),
      { numRuns: 1500 },
    );
  }, 300_000);
});

function overlaps(reporter: Reporter, mark: string, from: number, to: number): boolean {
  if (!reporter.state.doc.textContent.includes(mark)) return false;
  const at = reporter.find(mark);
  return at < to && at + mark.length > from;
}
/** Others may have typed into the middle of it: its signs are still there in their order. */
const isSplit = (text: string, mark: string): boolean => {
  let at = text.indexOf("⟨");
  while (at >= 0) {
    let i = 1;
    for (let j = at + 1; j < text.length && i < mark.length && j < at + 200; j++) if (text[j] === mark[i]) i++;
    if (i === mark.length) return true;
    at = text.indexOf("⟨", at + 1);
  }
  return false;
};
