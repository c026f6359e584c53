// What applying steps costs, and how it is cut into pieces: one request must not keep everybody else waiting.
import type { Node } from "@tiptap/pm/model";
import {
  AddMarkStep,
  AddNodeMarkStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from "@tiptap/pm/transform";

/** Work that can be interrupted at each `yield`, which says how many units (about a microsecond each) it took since the last. */
export type Work<T> = Generator<number, T, void>;

/** Does all of a piece of work without interruption. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Nodes in a range, and those around it. */
function nodesIn(doc: Node, from: number, to: number): number {
  let count = 0;
  const end = Math.min(to, doc.content.size);
  if (from < end)
    doc.nodesBetween(from, end, () => {
      count++;
    });
  return count;
}

function nodesOf(node: Node): number {
  let count = 0;
  node.descendants(() => {
    count++;
  });
  return count;
}

/** Units that reading and checking any step takes. */
const anyStep = 30;

/** Units that a step will take on this document: what it touches, and the blocks beside that are copied and checked with it. */
export function workOf(step: Step, doc: Node): number {
  const beside = anyStep + doc.childCount / 20;
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return beside + nodesIn(doc, step.from, step.to);
  if (step instanceof ReplaceStep)
    return beside + step.slice.content.content.reduce((sum, node) => sum + 1 + nodesOf(node), 0);
  if (step instanceof ReplaceAroundStep) return 4 * beside + nodesIn(doc, step.gapFrom, step.gapTo);
  if (step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep) return beside;
  return 2 * beside; // fields look for their block
}

/** The steps that a step does one after the other: a set of marks can hold thousands. */
export function partsOf(step: Step): readonly Step[] {
  const { steps } = step as { steps?: unknown };
  return Array.isArray(steps) ? (steps as Step[]) : [step];
}
