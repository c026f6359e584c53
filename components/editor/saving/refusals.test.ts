// Changes that the server refuses although the editor allowed them.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph, relatedStory, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { FieldStep } from "#lib/document/steps.ts";
import type { Failure } from "#lib/errors.ts";
import type { Batch } from "#lib/stories/schema.ts";
import { pastedBlocks, textParagraph } from "../testing/desk.ts";
import { Newsroom, Reporter } from "../testing/newsroom.ts";
import type { Kept } from "./kept.ts";
import { fieldsAmong, sliceOf } from "./kept.ts";
import type { LostField } from "./lost-field.ts";
import { recover } from "./recover.ts";

const open = (): Newsroom =>
  new Newsroom(storyDocument({ headline: "Head", body: [paragraph("One two three"), paragraph("End")] }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A newsroom that refuses a certain word and counts requests. */
class Strict extends Newsroom {
  sent = 0;
  refusal: Failure = {
    ok: false,
    code: "DOCUMENT_REFUSED",
    detail: { reason: "MISSING_REFERENCE", sentence: "A picture does not exist any more." },
  };
  word = "forbidden";
  override save(batch: Batch, personId: string): ReturnType<Newsroom["save"]> {
    this.sent++;
    if (JSON.stringify(batch.steps).includes(this.word)) return this.refusal;
    return super.save(batch, personId);
  }
}
const strict = (): Strict =>
  new Strict(storyDocument({ headline: "Head", body: [paragraph("One two three"), paragraph("End")] }));

async function settle(reporter: Reporter): Promise<void> {
  for (let i = 0; i < 60 && reporter.loop.hasUnsent; i++) await vi.advanceTimersByTimeAsync(1_000);
  expect(reporter.loop.state.kind).toBe("saved");
}

describe("a change that the server refuses", () => {
  test("sets a refused change aside and saves everything before and after it", async () => {
    const newsroom = strict();
    const kept: Kept[] = [];
    const refused: string[] = [];
    const anna = new Reporter(newsroom, {
      onKept: (more) => kept.push(...more),
      onRefused: (sentence) => refused.push(sentence),
    });
    anna.caretAt("three", "after");
    anna.type(" before");
    anna.dispatch(anna.state.tr.insertText(" forbidden"));
    anna.type(" after");
    anna.caretAt("End", "after");
    anna.type(" of it");
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two three before afterEnd of it");
    expect(anna.state.doc.eq(newsroom.doc)).toBe(true);
    expect(kept).toMatchObject([
      {
        text: "forbidden",
        refusal: "A picture does not exist any more.",
        blockId: String(anna.state.doc.child(2).attrs.id),
      },
    ]);
    expect(refused).toEqual(["A picture does not exist any more."]);
    expect(newsroom.sent).toBeLessThan(12); // 21 changes: a binary search
  });
  test("sets text aside that was written inside a refused change", async () => {
    const newsroom = strict();
    const anna = new Reporter(newsroom);
    anna.caretAt("End", "after");
    anna.dispatch(
      anna.state.tr.replaceSelection(pastedBlocks(textParagraph(""), textParagraph("forbidden"), textParagraph(""))),
    );
    anna.caretAt("forbidden", "after");
    anna.type(" fruit");
    anna.caretAt("three", "after");
    anna.type(" four");
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two three fourEnd");
    expect(anna.kept.join("").replace(/\s+/g, " ")).toContain("forbidden fruit");
  });
  test("finds each of several refused changes", async () => {
    const newsroom = strict();
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    for (let i = 0; i < 3; i++) {
      anna.type(`${i}`);
      anna.dispatch(anna.state.tr.insertText(` forbidden${i} `));
    }
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two three012End");
    expect(anna.kept).toEqual(["forbidden0", "forbidden1", "forbidden2"]);
  });
  test("frees the queue when a refused change is undone, even if it was sent without the undo", async () => {
    const newsroom = open();
    const anna = new Reporter(newsroom);
    anna.caretAt("End", "after");
    anna.weather = "request lost";
    // More steps than a batch holds, so that its undo is not in the same one.
    anna.dispatch(
      anna.state.tr.replaceSelection(pastedBlocks(...Array.from({ length: 2_100 }, () => textParagraph("Line")))),
    );
    await anna.loop.flush();
    anna.press("Mod-z");
    anna.type(" four new words");
    anna.weather = "fine";
    anna.loop.retry();
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two threeEnd four new words");
    expect(anna.kept).toEqual([]);
  });
  test("restores nothing when a change is undone after it was set aside", async () => {
    const newsroom = strict();
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    anna.dispatch(anna.state.tr.insertText(" forbidden"));
    await settle(anna);
    anna.type(" four");
    anna.press("Mod-z");
    anna.press("Mod-z");
    anna.press("Shift-Mod-z");
    await settle(anna);
    expect(newsroom.doc.textContent).not.toContain("forbidden");
    expect(anna.state.doc.eq(newsroom.doc)).toBe(true);
  });
  test("restores a change that was set aside as plain text", async () => {
    const newsroom = strict();
    newsroom.word = "relatedStory";
    const kept: Kept[] = [];
    const anna = new Reporter(newsroom, { onKept: (more) => kept.push(...more) });
    anna.caretAt("End", "after");
    const card = documentSchema.nodeFromJSON(relatedStory("0190a6c0-0000-7000-8000-000000000001"));
    anna.dispatch(
      anna.state.tr.insert(anna.state.doc.content.size, [documentSchema.nodeFromJSON(paragraph("Words")), card]),
    );
    await settle(anna);
    expect(kept.map(({ text }) => text)).toEqual(["Words"]);
    anna.dispatch(anna.state.tr.replaceSelection(sliceOf(anna.state, kept[0] as Kept)));
    await settle(anna);
    expect(newsroom.doc.textContent).toContain("Words");
    guardDocument(newsroom.doc);
  });
  test("shows the reason and the stored value of a refused field", async () => {
    const newsroom = strict();
    const lost: LostField[] = [];
    const anna = new Reporter(newsroom, { onKept: (kept) => lost.push(...fieldsAmong(kept)) });
    anna.dispatch(anna.state.tr.step(new FieldStep(null, "place", "", "forbidden")));
    anna.dispatch(anna.state.tr.step(new FieldStep(null, "seoTitle", "", "Kept")));
    await settle(anna);
    expect(newsroom.doc.attrs).toMatchObject({ place: "", seoTitle: "Kept" });
    expect(lost).toMatchObject([{ field: "place", mine: "forbidden", refusal: "A picture does not exist any more." }]);
  });
  test("sets a change aside that causes a server error once other saves succeed", async () => {
    const newsroom = strict();
    newsroom.refusal = { ok: false, code: "UNEXPECTED" };
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    anna.type("a");
    anna.dispatch(anna.state.tr.insertText(" forbidden"));
    anna.type("b");
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two threeabEnd");
    expect(anna.kept).toEqual(["forbidden"]);
  });
  test.each<Failure>([
    { ok: false, code: "UNEXPECTED" },
    { ok: false, code: "DOCUMENT_REFUSED", detail: { reason: "STALE_STEP", sentence: "It does not fit." } },
  ])("sets at most one change aside while a server refuses everything ($code)", async (failure) => {
    const newsroom = strict();
    newsroom.refusal = failure;
    newsroom.word = "";
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    anna.type(" four");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(anna.state.doc.textContent).toBe("HeadOne two threefourEnd");
    expect(anna.loop.state.kind).toBe("refused");
    newsroom.word = "forbidden";
    anna.loop.retry();
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two threefourEnd");
  });
  test("finds a refused change in the record of a closed window", async () => {
    const newsroom = strict();
    const anna = new Reporter(newsroom);
    anna.weather = "request lost";
    anna.caretAt("three", "after");
    anna.type("a");
    anna.dispatch(anna.state.tr.insertText(" forbidden"));
    anna.type("b");
    await anna.loop.flush();
    if (!anna.record) throw new Error("nothing was kept");
    const work = recover(anna.record, newsroom.doors("anna"));
    await vi.advanceTimersByTimeAsync(10_000);
    const { done, kept } = await work;
    expect(done).toBe(true);
    expect(newsroom.doc.textContent).toBe("HeadOne two threeabEnd");
    expect(kept.map(({ text }) => text)).toEqual(["forbidden"]);
  });
  test("sends a batch in parts if it takes the server too long, instead of setting it aside", async () => {
    const newsroom = new (class extends Newsroom {
      override save(batch: Batch, personId: string): ReturnType<Newsroom["save"]> {
        if (batch.steps.length <= 10) return super.save(batch, personId);
        return { ok: false, code: "DOCUMENT_REFUSED", detail: { reason: "TOO_LARGE", sentence: "Too much at once." } };
      }
    })(storyDocument({ headline: "Head", body: [paragraph("One")] }));
    const anna = new Reporter(newsroom);
    anna.caretAt("One", "after");
    anna.weather = "request lost";
    anna.type(" two hours of typing without a network, sent at once");
    await anna.loop.flush();
    anna.weather = "fine";
    anna.loop.retry();
    await settle(anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two hours of typing without a network, sent at once");
    expect(anna.kept).toEqual([]);
  });
});
