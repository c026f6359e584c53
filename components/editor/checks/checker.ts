// What the checks say about the text as it is now. Only lines that have changed are sent to the worker.
import type { Node } from "@tiptap/pm/model";
import type { StyleRule } from "#lib/checks/house-style.ts";
import { lineOf, textblocksOf } from "#lib/checks/line.ts";
import type { LineRemark } from "#lib/checks/line-rules.ts";
import { type Question, questionOf, questionsAboutStory } from "#lib/checks/questions.ts";
import type { Kind } from "#lib/document/fields.ts";
import type { FromChecker, ToChecker } from "./checks-worker.ts";

/** A question, and for one about a line the textblock and the offsets in its text. */
export type Placed = Question & { place: { block: Node; from: number; to: number } | null };

/** What a checker needs of a worker. */
export type CheckerWorker = {
  postMessage: (message: ToChecker) => void;
  onmessage: ((event: MessageEvent<FromChecker>) => void) | null;
  terminate: () => void;
};

export class Checker {
  readonly #worker: CheckerWorker;
  readonly #found: (placed: Placed[]) => void;
  /** Textblocks are immutable: one that has not changed is the same object, and its remarks are kept with it. */
  #known = new WeakMap<Node, LineRemark[]>();
  #waiting = new Map<number, Node>();
  #lastKey = 0;
  #doc: Node | null = null;
  #kind: Kind = "STORY";
  #setup = "";

  /** @param found called with all questions, once those about lines are known */
  constructor(worker: CheckerWorker, found: (placed: Placed[]) => void) {
    this.#worker = worker;
    this.#found = found;
    worker.onmessage = ({ data }) => this.#receive(data);
  }

  check(doc: Node, kind: Kind, rules: readonly StyleRule[]): void {
    this.#doc = doc;
    this.#kind = kind;
    const section = doc.attrs.section as string | null;
    const language = String(doc.attrs.language);
    const setup = JSON.stringify([rules, section, language]);
    if (setup !== this.#setup) {
      this.#setup = setup;
      this.#known = new WeakMap();
      this.#waiting.clear();
      this.#worker.postMessage({ rules: [...rules], section });
    }
    const asked = new Set(this.#waiting.values());
    const fresh = textblocksOf(doc).filter(({ node }) => !this.#known.has(node) && !asked.has(node));
    const lines = fresh.map(({ node, id }) => {
      this.#lastKey += 1;
      this.#waiting.set(this.#lastKey, node);
      return { key: this.#lastKey, line: lineOf(node, language, id) };
    });
    if (lines.length > 0) this.#worker.postMessage({ lines });
    else if (this.#waiting.size === 0) this.#report();
  }

  end(): void {
    this.#worker.terminate();
  }

  #receive(answers: FromChecker): void {
    for (const { key, remarks } of answers) {
      const node = this.#waiting.get(key);
      if (node) this.#known.set(node, remarks); // else the rules have changed since it was asked
      this.#waiting.delete(key);
    }
    if (this.#waiting.size === 0) this.#report();
  }

  #report(): void {
    const doc = this.#doc;
    if (!doc) return;
    const language = String(doc.attrs.language);
    const lines = textblocksOf(doc).flatMap(({ node, id }) => {
      const remarks = this.#known.get(node) ?? [];
      if (remarks.length === 0) return [];
      const line = lineOf(node, language, id);
      return remarks.map(
        (remark): Placed => ({
          ...questionOf(line, remark),
          place: { block: node, from: remark.from, to: remark.to },
        }),
      );
    });
    const story = questionsAboutStory(doc, this.#kind).map((question): Placed => ({ ...question, place: null }));
    this.#found([...story, ...lines]);
  }
}
