/** A value of a JSON file, its path of keys and positions, and the line on which it begins. */
export type JsonRecord =
  | { value: unknown; path: readonly (string | number)[]; line: number }
  | { line: number; path: readonly (string | number)[]; problem: string };

/** UTF-16 units of one record. */
const maxRecord = 100_000_000;
const maxDepth = 500;

type Frame = { isArray: boolean; key: string | number; expectsKey: boolean };

/**
 * Reads a JSON file value by value, so that only one value is in memory. What lies around the values is not checked strictly:
 * an export that was cut off gives all values before its end.
 * @param isRecord decides by the path of a value whether it is read as a whole
 */
export async function* jsonRecords(
  pieces: AsyncIterable<string>,
  isRecord: (path: readonly (string | number)[]) => boolean,
): AsyncIterable<JsonRecord> {
  const scanner = new Scanner(isRecord);
  for await (const piece of pieces) {
    scanner.write(piece);
    yield* scanner.take();
  }
  scanner.end();
  yield* scanner.take();
}

class Scanner {
  readonly #isRecord: (path: readonly (string | number)[]) => boolean;
  readonly #frames: Frame[] = [];
  #line = 1;
  #found: JsonRecord[] = [];
  /** The string that is open: its text so far. */
  #string: string | null = null;
  #isEscaped = false;
  /** The record that is open. */
  #record: { parts: string[]; length: number; depth: number; line: number; path: (string | number)[] } | null = null;
  /** A number or word that is open, outside strings. */
  #word = "";

  constructor(isRecord: (path: readonly (string | number)[]) => boolean) {
    this.#isRecord = isRecord;
  }

  *take(): Iterable<JsonRecord> {
    const found = this.#found;
    this.#found = [];
    yield* found;
  }

  write(piece: string): void {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (code === 10) this.#line += 1;
      if (this.#string !== null) {
        at = this.#inString(piece, at, code);
        continue;
      }
      if (code === 34) {
        this.#began(at);
        this.#string = "";
        this.#stringFrom = at + 1;
        if (this.#record?.parts.length === 0 && this.#record.length === 0) from = this.#startOf(at, from);
      } else if (code === 123 || code === 91) {
        this.#began(at);
        if (this.#record?.parts.length === 0 && this.#record.length === 0) from = this.#startOf(at, from);
        this.#frames.push({ isArray: code === 91, key: code === 91 ? 0 : "", expectsKey: code === 123 });
      } else if (code === 125 || code === 93) {
        from = this.#wordEnded(piece, at, from);
        this.#frames.pop();
        from = this.#valueEnded(piece, at + 1, from);
      } else if (code === 44) {
        from = this.#wordEnded(piece, at, from);
        const frame = this.#frames.at(-1);
        if (frame?.isArray) frame.key = Number(frame.key) + 1;
        else if (frame) frame.expectsKey = true;
      } else if (code === 58) {
        const frame = this.#frames.at(-1);
        if (frame) frame.expectsKey = false;
      } else if (code > 32) {
        if (this.#word === "") {
          this.#began(at);
          if (this.#record?.parts.length === 0 && this.#record.length === 0) from = this.#startOf(at, from);
        }
        this.#word += "x";
      } else from = this.#wordEnded(piece, at, from);
    }
    if (this.#string !== null && this.#isKey()) this.#string += piece.slice(this.#stringFrom);
    this.#stringFrom = 0;
    if (this.#record) this.#add(piece.slice(from));
  }

  end(): void {
    if (this.#record) {
      const { line, path } = this.#record;
      this.#found.push({ line, path, problem: "the file ends in the middle of it" });
    } else if (this.#frames.length > 0)
      this.#found.push({ line: this.#line, path: [], problem: "the file ends before its last value is closed" });
  }

  #stringFrom = 0;

  #isKey(): boolean {
    const frame = this.#frames.at(-1);
    return this.#record === null && frame?.isArray === false && frame.expectsKey;
  }

  /** @returns where to go on: strings are long, and their end is found by searching */
  #inString(piece: string, at: number, code: number): number {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      return at;
    }
    if (code === 92) {
      this.#isEscaped = true;
      return at;
    }
    if (code !== 34) return at;
    const frame = this.#frames.at(-1);
    if (this.#isKey() && frame) frame.key = keyOf(this.#string + piece.slice(this.#stringFrom, at));
    this.#string = null;
    this.#ended = at + 1;
    if (this.#record && this.#frames.length === this.#record.depth) this.#closeAt(piece, at + 1);
    return at;
  }

  #ended = 0;

  #began(_at: number): void {
    if (this.#record !== null || this.#isKey() || this.#frames.length > maxDepth) return;
    const path = this.#frames.map(({ key }) => key);
    if (this.#isRecord(path))
      this.#record = { parts: [], length: 0, depth: this.#frames.length, line: this.#line, path };
  }

  #start = 0;
  #startOf(at: number, from: number): number {
    this.#start = at;
    return Math.max(at, from);
  }

  #add(text: string): void {
    if (!this.#record) return;
    this.#record.length += text.length;
    if (this.#record.length <= maxRecord) this.#record.parts.push(text);
  }

  #wordEnded(piece: string, at: number, from: number): number {
    if (this.#word === "") return from;
    this.#word = "";
    return this.#valueEnded(piece, at, from);
  }

  #valueEnded(piece: string, at: number, from: number): number {
    if (!this.#record || this.#frames.length !== this.#record.depth) return from;
    this.#add(piece.slice(from, at));
    this.#finish();
    return at;
  }

  #closeAt(piece: string, at: number): void {
    this.#add(piece.slice(this.#start, at));
    this.#finish();
  }

  #finish(): void {
    if (!this.#record) return;
    const { parts, length, line, path } = this.#record;
    this.#record = null;
    if (length > maxRecord) {
      this.#found.push({ line, path, problem: "it is larger than 100 MB" });
      return;
    }
    try {
      this.#found.push({ value: JSON.parse(parts.join("")), path, line });
    } catch (error) {
      this.#found.push({ line, path, problem: `it is not JSON (${(error as Error).message.slice(0, 120)})` });
    }
  }
}

function keyOf(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
