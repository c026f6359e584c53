// One change that the server refuses must not hold up the others. Smaller and smaller batches find it.
import { maxSteps } from "#lib/document/guard.ts";
import type { Failure } from "#lib/errors.ts";
import { type QueueSpan, usualSpan } from "./queue.ts";

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
  /** A change was set aside though it may not be at fault, and the server has not taken anything since. */
  #isUnproved = false;

  get span(): QueueSpan {
    if (this.#isWhole) return { changes: Number.POSITIVE_INFINITY, steps: maxSteps };
    return this.#refused === null ? usualSpan : { changes: Math.ceil(this.#refused / 2), steps: maxSteps };
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
    const isDoubtful = failure.code === "UNEXPECTED" || failure.detail?.reason === "STALE_STEP";
    if (isDoubtful && this.#isUnproved) return "wait";
    this.#isUnproved = isDoubtful;
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
