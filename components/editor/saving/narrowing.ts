// One change that the server refuses must not hold up the others. Smaller and smaller batches find it.
import { maxSteps } from "#lib/document/guard.ts";
import type { Failure } from "#lib/errors.ts";
import type { Unconfirmed } from "./collab.ts";

/** A batch ends at the border of two changes as soon as it has this many steps. */
export const batchSteps = 1_000;

/** How much may go into one batch. */
export type Span = { changes: number; steps: number };
const usual: Span = { changes: Number.POSITIVE_INFINITY, steps: batchSteps };

/** The steps of one batch: whole changes only, for between the steps of one change the document need not be valid. */
export function nextSteps(unconfirmed: readonly Unconfirmed[], span: Span = usual): Unconfirmed[] {
  let end = 0;
  for (let changes = 0; end < unconfirmed.length && end < span.steps && changes < span.changes; changes++)
    end = endOfChange(unconfirmed, end);
  return unconfirmed.slice(0, end);
}

function endOfChange(unconfirmed: readonly Unconfirmed[], start: number): number {
  let end = start + 1;
  while (end < unconfirmed.length && unconfirmed[end]?.origin === unconfirmed[start]?.origin) end++;
  return end;
}

export function changeCount(steps: readonly Unconfirmed[]): number {
  return steps.filter(({ origin }, i) => origin !== steps[i - 1]?.origin).length;
}

/** Refusals that a smaller batch does not mend: the person is asked, or the whole page is out of date. */
const ofTheWhole: readonly unknown[] = ["EMPTIES", "UNKNOWN_VERSION", "UNKNOWN_SCHEMA"];

/** Whether the server will not take the batch, whenever it is sent, because of something that is in it. */
export const isAboutContent = ({ code, detail }: Failure): boolean =>
  (code === "DOCUMENT_REFUSED" && !ofTheWhole.includes(detail?.reason)) || code === "TOO_LARGE" || code === "INVALID";

/** Tries of one batch that fail for no known reason before it is taken for refused. */
const maxUnexpected = 3;

/** How far the search for a refused change has come. */
export class Narrowing {
  /** The first so many changes of the queue were refused together; null while nothing was. */
  #refused: number | null = null;
  /** Changes of the largest batch that was refused. */
  #largest = 0;
  /** Everything goes out at once: what came later may have mended what was refused, as undo does. */
  #isWhole = false;
  #unexpectedCount = 0;
  /** A change was set aside because of errors of the server, which has not taken anything since. */
  #isUnproved = false;

  get span(): Span {
    if (this.#isWhole) return { changes: Number.POSITIVE_INFINITY, steps: maxSteps };
    return this.#refused === null ? usual : { changes: Math.ceil(this.#refused / 2), steps: maxSteps };
  }

  /**
   * The server did not take the first `changes` of the `queued` changes.
   * @returns what to do: send again at once, set the first change aside, or wait (the server may just be in trouble)
   */
  refused(failure: Failure, changes: number, queued: number): "again" | "aside" | "wait" {
    if (failure.code === "UNEXPECTED" ? ++this.#unexpectedCount < maxUnexpected : !isAboutContent(failure))
      return "wait";
    this.#largest = Math.max(this.#largest, changes);
    this.#refused = Math.min(this.#refused ?? changes, changes);
    if (this.#refused > 1) return "again";
    if (!this.#isWhole && queued > this.#largest) {
      this.#isWhole = true;
      return "again";
    }
    // A server that stores nothing at all must not empty the text, change by change.
    if (failure.code === "UNEXPECTED" && this.#isUnproved) return "wait";
    this.#isUnproved = failure.code === "UNEXPECTED";
    return "aside";
  }

  /** The server took the first `changes` changes: the refused one is among the others. */
  took(changes: number): void {
    this.#isUnproved = false;
    if (this.#refused !== null && this.#refused > changes) {
      this.#refused -= changes;
      this.#isWhole = false;
    } else this.reset();
  }

  /** The queue is another one now. */
  reset(): void {
    this.#refused = null;
    this.#largest = 0;
    this.#isWhole = false;
    this.#unexpectedCount = 0;
  }
}
