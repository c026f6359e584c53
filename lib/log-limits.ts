// Bounds of a log line: nobody outside can make one long, unreadable to a terminal, or so frequent that it fills a disk.
import { isPrivateField, messageOf, withoutPrivateData } from "./log-privacy.ts";

const maxText = 1_000;
const maxEntries = 20;
const maxDepth = 4;
/** Read beyond the end of a text that is cut, so that an address is recognised there as well. */
const margin = 500;
/** UTF-16 units of all texts of one line together. */
const maxLine = 6_000;
const maxFrames = 12;

/** Controls, and characters that are invisible or turn the direction of a line: JSON lets most of them through. */
const hidden =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\u{e0001}|[\u{e0020}-\u{e007f}]/gu;

/** A JSON line with hidden characters as escapes. They only occur inside of strings, where JSON allows them. */
export const escapeHidden = (line: string): string =>
  line.replace(hidden, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );

/** Fields as they may be logged: without private data, texts and lists cut, errors as type, message, code, frames and cause. */
export function boundFields(fields: object): Record<string, unknown> {
  const budget = { left: maxLine };
  return boundEntries(fields, 0, budget, new Set());
}

type Budget = { left: number };

function boundText(text: string, budget: Budget, max = maxText): string {
  const kept = withoutPrivateData(text.slice(0, max + margin));
  const length = Math.max(0, Math.min(kept.length, max, budget.left));
  budget.left -= length;
  const isWhole = length === kept.length && text.length <= max + margin;
  return isWhole ? kept : `${kept.slice(0, length)}… (${text.length} characters)`;
}

function boundEntries(value: object, depth: number, budget: Budget, seen: Set<object>): Record<string, unknown> {
  const entries = Object.entries(value);
  const kept = entries
    .slice(0, maxEntries)
    .map(([name, one]) => [
      withoutPrivateData(name.slice(0, 100)),
      isPrivateField(name) ? "…" : bound(one, depth + 1, budget, seen),
    ]);
  if (entries.length > maxEntries) kept.push(["…", `${entries.length} entries`]);
  return Object.fromEntries(kept);
}

function bound(value: unknown, depth: number, budget: Budget, seen: Set<object>): unknown {
  if (typeof value === "string") return boundText(value, budget);
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value) || depth > maxDepth || budget.left <= 0) return "…";
  seen.add(value);
  if (value instanceof Error) return describeError(value, depth, budget, seen);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) {
    const kept = value.slice(0, maxEntries).map((one) => bound(one, depth + 1, budget, seen));
    return value.length > maxEntries ? [...kept, `… (${value.length} entries)`] : kept;
  }
  return boundEntries(value, depth, budget, seen);
}

function describeError(error: Error, depth: number, budget: Budget, seen: Set<object>): Record<string, unknown> {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const { name, message, stack: _stack, cause, ...rest } = error as Error & Record<string, unknown>;
  const stack = frames.slice(0, maxFrames).map((line) => line.trim());
  return {
    type: boundText(String(name), budget, 100),
    message: boundText(messageOf({ name, message }), budget),
    ...(stack.length > 0 ? { stack: boundText(stack.join("\n"), budget, 2_000) } : {}),
    ...(cause === undefined ? {} : { cause: bound(cause, depth + 1, budget, seen) }),
    ...boundEntries(rest, depth, budget, seen),
  };
}

const windowMs = 60_000;
const maxRepeats = 20;
const maxKeys = 500;

/** Lets the first lines of one kind through in each minute and counts the rest. */
export class RepeatLimit {
  readonly #windows = new Map<string, { began: number; count: number }>();
  readonly #now: () => number;
  readonly #report: (key: string, omittedCount: number) => void;

  /** @param report called at the end of a window in which lines were omitted */
  constructor(report: (key: string, omittedCount: number) => void, now: () => number = Date.now) {
    this.#report = report;
    this.#now = now;
  }

  /** False: this line is one too many. */
  allows(key: string): boolean {
    const kind = this.#windows.has(key) || this.#windows.size < maxKeys ? key : "…";
    const known = this.#windows.get(kind);
    if (known && this.#now() < known.began + windowMs) {
      known.count++;
      return known.count <= maxRepeats;
    }
    if (known) this.#close(kind);
    this.#windows.set(kind, { began: this.#now(), count: 1 });
    setTimeout(() => this.#closeOld(), windowMs).unref();
    return true;
  }

  #closeOld(): void {
    for (const [key, { began }] of this.#windows) if (this.#now() >= began + windowMs) this.#close(key);
  }

  #close(key: string): void {
    const { count = 0 } = this.#windows.get(key) ?? {};
    this.#windows.delete(key);
    if (count > maxRepeats) this.#report(key, count - maxRepeats);
  }
}
