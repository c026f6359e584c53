// The cost of applying steps, and work that can be interrupted, so that one large request does not block the others.
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

/** Work that can be interrupted at each `yield`; the yielded number is the units (about a microsecond each) spent since the last. */
export type Work<T> = Generator<number, T, void>;

/** Runs work to its end without interruption. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The count of nodes in a range, and of those around it. */
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

/** Units for reading and checking any step. */
const baseCost = 30;

/** Units that applying a step to this document takes: the nodes in its range, and the sibling blocks that are copied and checked with them. */
export function stepCost(step: Step, doc: Node): number {
  const beside = baseCost + doc.childCount / 20;
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return beside + nodesIn(doc, step.from, step.to);
  if (step instanceof ReplaceStep)
    return beside + step.slice.content.content.reduce((sum, node) => sum + 1 + nodesOf(node), 0);
  if (step instanceof ReplaceAroundStep) return 4 * beside + nodesIn(doc, step.gapFrom, step.gapTo);
  if (step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep) return beside;
  return 2 * beside; // a step on a field searches for its block
}

/** The steps that a compound step contains, which can be thousands; any other step as a list of one. */
export function innerSteps(step: Step): readonly Step[] {
  const { steps } = step as { steps?: unknown };
  return Array.isArray(steps) ? (steps as Step[]) : [step];
}
