import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { expect, test, vi } from "vitest";
import { type CompiledStyle, compileStyle, type StyleRule, styleRemarks } from "#lib/checks/house-style.ts";
import { remarksOf } from "#lib/checks/line-rules.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { Checker, type CheckerWorker, type Placed } from "./checker.ts";
import type { ToChecker } from "./checks-worker.ts";

const rule: StyleRule = {
  id: "r",
  pattern: "utilise",
  isRegex: false,
  matchCase: false,
  replacement: "use",
  reason: "",
  severity: "WARN",
  sections: [],
};

/** A worker that answers when it is asked to. */
class Worker implements CheckerWorker {
  onmessage: CheckerWorker["onmessage"] = null;
  terminate = vi.fn();
  readonly sent: string[][] = [];
  #style: Promise<CompiledStyle> = Promise.resolve([]);
  #due: Extract<ToChecker, { lines: unknown }>[] = [];
  postMessage(message: ToChecker): void {
    if ("rules" in message) this.#style = compileStyle(message.rules);
    else {
      this.sent.push(message.lines.map(({ line }) => line.text));
      this.#due.push(message);
    }
  }
  async answer(): Promise<void> {
    const style = await this.#style;
    for (const { lines } of this.#due.splice(0)) {
      const data = lines.map(({ key, line }) => ({
        key,
        remarks: [...remarksOf(line), ...styleRemarks(style, line, null)],
      }));
      this.onmessage?.({ data } as MessageEvent);
    }
  }
}
const story = (...texts: string[]) => storyDocument({ headline: "H", body: texts.map((text) => paragraph(text)) });
const wordsOf = (placed: Placed[] | undefined) => placed?.flatMap(({ words }) => words ?? []);
const typed = (doc: Node, text: string) => {
  const state = EditorState.create({ doc });
  return state.apply(state.tr.insertText(text, doc.content.size - 1)).doc;
};

test("only lines that have changed are sent to the worker", async () => {
  const [worker, found] = [new Worker(), vi.fn<(placed: Placed[]) => void>()];
  const checker = new Checker(worker, found);
  const doc = story("the the one", "XXX two");
  checker.check(doc, "PAGE", []);
  await worker.answer();
  expect(wordsOf(found.mock.lastCall?.[0])).toEqual(["the the", "XXX"]);
  worker.sent.length = 0;
  const next = typed(doc, " and and");
  checker.check(next, "PAGE", []);
  await worker.answer();
  expect(worker.sent).toEqual([["XXX two and and"]]);
  expect(wordsOf(found.mock.lastCall?.[0])).toEqual(["the the", "XXX", "and and"]);
});

test("what was found in a text that has changed meanwhile is not shown", async () => {
  const [worker, found] = [new Worker(), vi.fn<(placed: Placed[]) => void>()];
  const checker = new Checker(worker, found);
  const doc = story("XXX");
  checker.check(doc, "PAGE", []);
  checker.check(typed(doc, "y"), "PAGE", []);
  expect(found).not.toHaveBeenCalled();
  await worker.answer();
  expect(wordsOf(found.mock.lastCall?.[0])).toEqual([]);
});

test("new rules check every line again", async () => {
  const [worker, found] = [new Worker(), vi.fn<(placed: Placed[]) => void>()];
  const checker = new Checker(worker, found);
  const doc = story("They utilise it");
  checker.check(doc, "PAGE", []);
  checker.check(doc, "PAGE", [rule]);
  await worker.answer();
  expect(wordsOf(found.mock.lastCall?.[0])).toEqual(["utilise"]);
  checker.end();
  expect(worker.terminate).toHaveBeenCalled();
});
