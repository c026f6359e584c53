import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { FieldStep, SetStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { Reporter } from "../testing/newsroom.ts";
import { openStory, settle } from "../testing/settle.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("two people", () => {
  test("keeps what two people write, even in one position", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("two", "after");
    tom.caretAt("two", "after");
    anna.type(" anna");
    tom.type(" tom");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toContain(" anna");
    expect(newsroom.doc.textContent).toContain(" tom");
  });
  test("keeps text that the author of a deletion could not see", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    tom.caretAt("One t", "after");
    tom.type("NEW");
    anna.selectWords("One two three");
    anna.press("Backspace");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadNEW");
  });
  test("keeps each of several words that others inserted into a deleted range", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    tom.caretAt("One", "after");
    tom.type("A");
    tom.caretAt("two", "after");
    tom.type("B");
    anna.selectWords("One two three");
    anna.type("x");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect([...newsroom.doc.textContent.slice(4)].sort().join("")).toBe("ABx");
    anna.press("Mod-z");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toContain("A");
    expect(newsroom.doc.textContent).toContain("B");
  });
  test("keeps words that a third person inserted into a second person's text", async () => {
    const newsroom = openStory();
    const [anna, tom, rosa] = [new Reporter(newsroom), new Reporter(newsroom), new Reporter(newsroom)];
    anna.selectWords("One two three");
    anna.press("Backspace");
    tom.caretAt("One t", "after");
    tom.type("ABCD");
    await settle(newsroom, tom, rosa);
    rosa.caretAt("AB", "after");
    rosa.type("x");
    await rosa.loop.flush();
    await settle(newsroom, anna, tom, rosa);
    expect(newsroom.doc.textContent).toBe("HeadABxCD");
  });
  test("keeps what others add later to words that a deletion spared", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.selectWords("One two three");
    anna.press("Backspace");
    anna.weather = "request lost";
    for (const [after, words] of [
      ["One", "A"],
      ["thr", "B"],
    ] as const) {
      tom.caretAt(after, "after");
      tom.type(words);
      await tom.loop.flush();
      newsroom.tell();
    }
    anna.weather = "fine";
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadAB");
  });
  test("restores words once that two people delete and both restore by undo", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      one.weather = "request lost";
      one.selectWords("two ");
      one.press("Backspace");
      one.press("Mod-z");
    }
    anna.weather = "fine";
    await settle(newsroom, anna, tom);
    tom.weather = "fine";
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadOne two three");
  });
  test("does not mistake retyping of words that two people deleted for an undo", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      one.selectWords("two");
      one.press("Backspace");
    }
    tom.dispatch(tom.state.tr.insertText("two"));
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadOne two three");
  });
  test("shows a paragraph once that two people moved", async () => {
    const newsroom = openStory({ body: [paragraph("First"), paragraph("Second"), paragraph("Third")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      const from = one.find("Second") - 1;
      const block = one.state.doc.nodeAt(from);
      if (!block) throw new Error("no block");
      one.dispatch(one.state.tr.delete(from, from + block.nodeSize).insert(from - 7, block));
    }
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("SecondFirstThird");
  });
  test("sets text aside whose position was deleted", async () => {
    const newsroom = openStory({ body: [paragraph("First"), paragraph("Second")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("Fir", "after");
    anna.type("my own words");
    tom.selectWords("First");
    tom.press("Backspace");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(anna.kept).toEqual(["my own words"]);
    expect(tom.kept).toEqual([]);
  });
  test("reverts only one's own words by undo", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("three", "after");
    anna.type(" anna");
    await settle(newsroom, anna, tom);
    tom.caretAt("One", "before");
    tom.type("tom ");
    await settle(newsroom, anna, tom);
    anna.press("Mod-z");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("Headtom One two three");
  });
  test("keeps both topics that two people add at the same time", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    const topics = [newId(), newId()];
    anna.dispatch(anna.state.tr.step(new SetStep("topics", topics[0] ?? "", true)));
    tom.dispatch(tom.state.tr.step(new SetStep("topics", topics[1] ?? "", true)));
    await settle(newsroom, anna, tom);
    expect([...newsroom.doc.attrs.topics].sort()).toEqual([...topics].sort());
  });
  test("shows the second of two people who set a field the conflict and the other value", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.dispatch(anna.state.tr.step(new FieldStep(null, "place", "", "Ropewalk")));
    tom.dispatch(tom.state.tr.step(new FieldStep(null, "place", "", "Quay")));
    tom.dispatch(tom.state.tr.step(new FieldStep(null, "place", "Quay", "Customs Quay")));
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.attrs.place).toBe("Ropewalk");
    expect(tom.lostFields).toMatchObject([{ node: null, field: "place", mine: "Customs Quay" }]);
    expect(anna.lostFields).toEqual([]);
  });
  test("gives a block that two people move at the same time two ids", async () => {
    const newsroom = openStory({ body: [paragraph("First"), paragraph("Second"), paragraph("Third")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const reporter of [anna, tom]) {
      const from = reporter.find("Second") - 1;
      const block = reporter.state.doc.nodeAt(from);
      if (!block) throw new Error("no block");
      const tr = reporter.state.tr.delete(from, from + block.nodeSize);
      const body = reporter.state.doc.content.size - block.nodeSize;
      reporter.dispatch(reporter === anna ? tr.insert(4, block) : tr.insert(body, block));
    }
    await settle(newsroom, anna, tom);
  });
});

describe("who wrote what", () => {
  const [anna, ben] = ["0190a6c0-0000-7000-8000-00000000000a", "0190a6c0-0000-7000-8000-00000000000b"] as const;
  const insertion = (personId: string) =>
    documentSchema.mark("insertion", { id: "s1", person: personId, at: new Date().toISOString() });

  test("takes over the server's signature on words typed into a colleague's suggestion, and keeps later typing", async () => {
    const newsroom = openStory();
    newsroom.signs = true;
    const [writer, colleague] = [new Reporter(newsroom, { personId: anna }), new Reporter(newsroom, { personId: ben })];
    colleague.caretAt("One two", "after");
    colleague.dispatch(
      colleague.state.tr.insert(colleague.state.selection.from, documentSchema.text(" and", [insertion(ben)])),
    );
    await settle(newsroom, colleague, writer);
    writer.caretAt("One two an", "after");
    writer.type("xy");
    await writer.loop.flush();
    writer.type("z"); // not sent when the signature arrives
    await settle(newsroom, colleague, writer);
    const signed: string[] = [];
    newsroom.doc.descendants((node) => {
      for (const { attrs } of node.marks) signed.push(`${attrs.person === anna ? "Anna" : "Ben"}: ${node.text}`);
    });
    expect(signed).toEqual(["Ben:  an", "Anna: xyz", "Ben: d"]);
  });

  test("attributes a step that a colleague sent under this tab's id to the colleague", async () => {
    const newsroom = openStory();
    const [writer, colleague] = [new Reporter(newsroom, { personId: anna }), new Reporter(newsroom, { personId: ben })];
    writer.caretAt("three", "after");
    writer.type("!");
    colleague.caretAt("One", "before");
    colleague.type("Forged ");
    await newsroom.doors(ben).save({
      storyId: "story",
      clientId: writer.clientId,
      batchId: "batch-of-ben",
      version: 0,
      schemaNumber: SCHEMA_NUMBER,
      steps: colleague.record?.steps ?? [],
    });
    await settle(newsroom, writer);
    expect(newsroom.doc.textContent).toBe("HeadForged One two three!");
  });
});
