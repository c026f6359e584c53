type JsonPath = readonly (string | number)[];

/** A value of a JSON file, its path of keys and positions, and the line on which it begins; or what is wrong with it. */
export type JsonRecord =
  | { value: unknown; path: JsonPath; line: number }
  | { problem: string; path: JsonPath; line: number };

/** UTF-16 units of one record. */
const maxRecord = 100_000_000;

type Frame = { isArray: boolean; key: string | number; expectsKey: boolean };
type OpenRecord = { parts: string[]; length: number; depth: number; line: number; path: JsonPath };

/**
 * Reads a JSON file, or one with a value on each line, value by value, so that only one is in memory. What is around the
 * values is not checked strictly: a file that was cut off gives all values before its end.
 * @param isRecord decides by the path of a value whether it is read as a whole
 */
export async function* jsonRecords(
  pieces: AsyncIterable<string>,
  isRecord: (path: JsonPath) => boolean,
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
  readonly #isRecord: (path: JsonPath) => boolean;
  readonly #frames: Frame[] = [];
  #found: JsonRecord[] = [];
  #line = 1;
  #record: OpenRecord | null = null;
  #piece = "";
  /** Where the open record, or the open key, begins in the piece. */
  #from = 0;
  #keyFrom = 0;
  /** The open key so far; null outside of one. */
  #key: string | null = null;
  #isInString = false;
  #isEscaped = false;
  /** Whether a number or word is open. */
  #isInWord = false;

  constructor(isRecord: (path: JsonPath) => boolean) {
    this.#isRecord = isRecord;
  }

  *take(): Iterable<JsonRecord> {
    const found = this.#found;
    this.#found = [];
    yield* found;
  }

  write(piece: string): void {
    this.#piece = piece;
    this.#from = 0;
    this.#keyFrom = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const sign = piece.charAt(at);
      if (sign === "\n") this.#line += 1;
      if (this.#isInString) this.#string(sign, at);
      else this.#outside(sign, at);
    }
    if (this.#key !== null) this.#key += piece.slice(this.#keyFrom);
    this.#keep(piece.length);
  }

  end(): void {
    if (this.#isInWord) this.#ended(this.#piece.length);
    if (this.#record) {
      const { line, path } = this.#record;
      this.#found.push({ line, path, problem: "the file ends in the middle of it" });
    } else if (this.#frames.length > 0)
      this.#found.push({ line: this.#line, path: [], problem: "the file ends before its last value is closed" });
  }

  #string(sign: string, at: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (sign === "\\") this.#isEscaped = true;
    else if (sign === '"') {
      this.#isInString = false;
      const frame = this.#frames.at(-1);
      if (this.#key !== null && frame) {
        frame.key = keyOf(this.#key + this.#piece.slice(this.#keyFrom, at));
        this.#key = null;
      } else this.#ended(at + 1);
    }
  }

  #outside(sign: string, at: number): void {
    if (this.#isInWord && /[\s,\]}:"]/.test(sign)) {
      this.#isInWord = false;
      this.#ended(at);
    }
    const frame = this.#frames.at(-1);
    if (sign === '"') {
      this.#isInString = true;
      if (this.#record === null && frame?.expectsKey) {
        this.#key = "";
        this.#keyFrom = at + 1;
      } else this.#began(at);
    } else if (sign === "{" || sign === "[") {
      this.#began(at);
      this.#frames.push({ isArray: sign === "[", key: sign === "[" ? 0 : "", expectsKey: sign === "{" });
    } else if (sign === "}" || sign === "]") {
      this.#frames.pop();
      this.#ended(at + 1);
    } else if (sign === ",") {
      if (frame?.isArray) frame.key = Number(frame.key) + 1;
      else if (frame) frame.expectsKey = true;
    } else if (sign === ":") {
      if (frame) frame.expectsKey = false;
    } else if (!this.#isInWord && sign.trim() !== "" && sign !== "\ufeff") {
      this.#began(at);
      this.#isInWord = true;
    }
  }

  #began(at: number): void {
    if (this.#record) return;
    const path = this.#frames.map(({ key }) => key);
    if (!this.#isRecord(path)) return;
    this.#record = { parts: [], length: 0, depth: this.#frames.length, line: this.#line, path };
    this.#from = at;
  }

  #ended(at: number): void {
    if (!this.#record || this.#frames.length !== this.#record.depth) return;
    this.#keep(at);
    const { parts, length, line, path } = this.#record;
    this.#record = null;
    this.#found.push(
      length > maxRecord ? { line, path, problem: "it is larger than 100 MB" } : read(parts, line, path),
    );
  }

  /** Adds what of the piece belongs to the open record. */
  #keep(to: number): void {
    if (!this.#record) return;
    const part = this.#piece.slice(this.#from, to);
    this.#from = to;
    this.#record.length += part.length;
    if (this.#record.length <= maxRecord) this.#record.parts.push(part);
  }
}

function read(parts: readonly string[], line: number, path: JsonPath): JsonRecord {
  try {
    return { value: JSON.parse(parts.join("")), path, line };
  } catch (error) {
    return { line, path, problem: `it is not JSON (${(error as Error).message.slice(0, 120)})` };
  }
}

function keyOf(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
