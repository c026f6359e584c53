import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { Mapping, type Step, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { collab, getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import { expect, test } from "vitest";
import { editArb, fieldStepFor, stepsFor, storyArb } from "./arbitraries.ts";
import { emptyDocument, paragraph, storyDocument, toJson } from "./build.ts";
import { applySteps, guardDocument } from "./guard.ts";
import { giveIds, repairIds } from "./ids.ts";
import { DocumentRefused } from "./refused.ts";
import { FieldStep, parseStep, SetStep } from "./steps.ts";

/** The server: one order of steps, each batch guarded, kept as JSON. */
class Log {
  doc: Node;
  readonly steps: { json: unknown; client: string }[] = [];
  constructor(doc: Node) {
    this.doc = doc;
  }
  save(version: number, steps: readonly Step[], client: string): boolean {
    if (version !== this.steps.length) return false;
    const result = applySteps(
      this.doc,
      steps.map((step) => JSON.parse(JSON.stringify(step.toJSON()))),
    );
    this.doc = result.doc;
    this.steps.push(...result.steps.map((step) => ({ json: step.toJSON(), client })));
    return true;
  }
}

function isRefused(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof DocumentRefused) return true;
    throw error;
  }
}

/** One browser. */
class Desk {
  state: EditorState;
  readonly name: string;
  readonly log: Log;
  keptAside = 0;
  constructor(name: string, log: Log) {
    this.name = name;
    this.log = log;
    this.state = EditorState.create({ doc: log.doc, plugins: [collab({ version: 0, clientID: name })] });
  }
  /** As the editor: what would break the limits is not begun. */
  type(steps: readonly Step[]): void {
    const tr = this.state.tr;
    for (const step of steps) tr.step(step);
    if (isRefused(() => guardDocument(tr.doc))) return;
    this.state = this.state.apply(tr);
  }
  pull(): void {
    const news = this.log.steps.slice(getVersion(this.state));
    if (news.length === 0) return;
    const steps = news.map(({ json }) => parseStep(JSON.parse(JSON.stringify(json))));
    this.state = this.state.apply(
      receiveTransaction(
        this.state,
        steps,
        news.map(({ client }) => client),
      ),
    );
    if (!sendableSteps(this.state)) return;
    // Two people may have moved the same block: before sending, the second one gives their block a new id.
    const tr = new Transform(this.state.doc);
    giveIds(tr, repairIds(this.state.doc, this.log.doc, new Mapping()));
    if (tr.steps.length > 0) this.type(tr.steps);
  }
  /** Two changes that each keep the limits may break them together; the second is kept aside, outside of the story. */
  startAnew(): void {
    this.keptAside++;
    const version = this.log.steps.length;
    this.state = EditorState.create({ doc: this.log.doc, plugins: [collab({ version, clientID: this.name })] });
  }
  push(): void {
    for (let tries = 0; tries < 3; tries++) {
      const batch = sendableSteps(this.state);
      if (!batch) return;
      const refused = isRefused(() => this.log.save(batch.version, batch.steps, this.name));
      if (refused) this.startAnew();
      this.pull();
    }
  }
}

function finish(anna: Desk, ben: Desk): void {
  anna.push();
  ben.push();
  anna.pull();
  ben.pull();
}

const work = fc.array(fc.record({ who: fc.boolean(), edit: editArb, send: fc.boolean() }), {
  minLength: 2,
  maxLength: 14,
});

test("two people who change fields and lists at once get the same story and lose no topic", () => {
  fc.assert(
    fc.property(work, (turns) => {
      const log = new Log(emptyDocument());
      const [anna, ben] = [new Desk("anna", log), new Desk("ben", log)];
      for (const { who, edit, send } of turns) {
        const desk = who ? anna : ben;
        const step = fieldStepFor(desk.state.doc, edit);
        if (step?.apply(desk.state.doc).doc) desk.type([step]);
        if (send) desk.push();
      }
      finish(anna, ben);
      expect(toJson(anna.state.doc)).toEqual(toJson(log.doc));
      expect(toJson(ben.state.doc)).toEqual(toJson(log.doc));
    }),
    { numRuns: 120 },
  );
});

test("two people who write, format, split, move and delete at once get the same valid story", () => {
  let keptAside = 0;
  fc.assert(
    fc.property(storyArb, work, (start, turns) => {
      const log = new Log(start);
      const [anna, ben] = [new Desk("anna", log), new Desk("ben", log)];
      for (const { who, edit, send } of turns) {
        const desk = who ? anna : ben;
        desk.type(stepsFor(desk.state.doc, edit));
        if (send) desk.push();
      }
      finish(anna, ben);
      expect(toJson(anna.state.doc)).toEqual(toJson(log.doc));
      expect(toJson(ben.state.doc)).toEqual(toJson(log.doc));
      expect(sendableSteps(anna.state) ?? sendableSteps(ben.state)).toBeNull();
      keptAside += anna.keptAside + ben.keptAside;
    }),
    { numRuns: 120 },
  );
  expect(keptAside).toBeLessThan(6);
});

test("when two people set one field, both see the value that was saved first", () => {
  const log = new Log(emptyDocument());
  const [anna, ben] = [new Desk("anna", log), new Desk("ben", log)];
  anna.type([new FieldStep(null, "slug", "", "annas-slug")]);
  ben.type([
    new FieldStep(null, "slug", "", "bens-slug"),
    new SetStep("topics", "0190a6c0-0000-7000-8000-000000000001", true),
  ]);
  finish(anna, ben);
  for (const doc of [anna.state.doc, ben.state.doc, log.doc]) {
    expect(doc.attrs.slug).toBe("annas-slug");
    expect(doc.attrs.topics).toHaveLength(1);
  }
});

test("two people who move the same paragraph both keep it, under two ids", () => {
  const log = new Log(storyDocument({ body: [paragraph("Moved"), paragraph("Stays")] }));
  const [anna, ben] = [new Desk("anna", log), new Desk("ben", log)];
  for (const desk of [anna, ben]) {
    const { doc } = desk.state;
    desk.type(new Transform(doc).insert(doc.content.size, doc.child(2)).delete(4, 4 + doc.child(2).nodeSize).steps);
  }
  finish(anna, ben);
  expect(log.doc.children.map((node) => node.textContent)).toEqual(["", "", "Stays", "Moved", "Moved"]);
  expect(toJson(anna.state.doc)).toEqual(toJson(ben.state.doc));
});
