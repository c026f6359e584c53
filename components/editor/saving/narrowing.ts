// One refused change must not block the others. Smaller and smaller batches find it.
import { maxSteps } from "#lib/document/guard.ts";
import type { Failure } from "#lib/errors.ts";
import { type QueueSpan, usualSpan } from "./queue.ts";

/** Refusals that do not depend on the batch: the person must decide, or the whole page is outdated. */
const ofTheWhole: readonly unknown[] = ["EMPTIES", "UNKNOWN_VERSION", "UNKNOWN_SCHEMA"];

/** Whether the server refuses the batch because of its content, whenever it is sent. */
export const isAboutContent = ({ code, detail }: Failure): boolean =>
  (code === "DOCUMENT_REFUSED" && !ofTheWhole.includes(detail?.reason)) || code === "TOO_LARGE" || code === "INVALID";

/** Number of unexplained failures of a batch after which it counts as refused. */
const maxUnexpected = 3;

/** The state of the search for a refused change. */
export class Narrowing {
  /** This many changes at the start of the queue were refused together; null if none. */
  #refused: number | null = null;
  /** Size in changes of the largest refused batch. */
  #largest = 0;
  /** Whether everything is sent at once, because a later change, such as undo, may have fixed the refused one. */
  #isWhole = false;
  #unexpectedCount = 0;
  /** A change was set aside that may not be at fault, and the server has accepted nothing since. */
  #isUnproved = false;

  get span(): QueueSpan {
    if (this.#isWhole) return { changes: Number.POSITIVE_INFINITY, steps: maxSteps };
    return this.#refused === null ? usualSpan : { changes: Math.ceil(this.#refused / 2), steps: maxSteps };
  }

  /**
   * Records that the server refused the first `changes` of the `queued` changes.
   * @returns whether to send again at once, set the first change aside, or wait (the server may just be in trouble)
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
    // A server that stores nothing at all must not make the loop set aside the text change by change.
    const isDoubtful =
      failure.code === "UNEXPECTED" || (failure.code === "DOCUMENT_REFUSED" && failure.detail?.reason === "STALE_STEP");
    if (isDoubtful && this.#isUnproved) return "wait";
    this.#isUnproved = isDoubtful;
    return "aside";
  }

  /** Records that the server accepted the first `changes` changes: the refused one is among the others. */
  took(changes: number): void {
    this.#isUnproved = false;
    if (this.#refused !== null && this.#refused > changes) {
      this.#refused -= changes;
      this.#isWhole = false;
    } else this.reset();
  }

  /** Starts over after the queue was replaced. */
  reset(): void {
    this.#refused = null;
    this.#largest = 0;
    this.#isWhole = false;
    this.#unexpectedCount = 0;
  }
}
