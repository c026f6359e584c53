import { BackupError } from "./errors.ts";

/** Reads a stream of chunks in pieces of the size that is asked for. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** At least one byte and at most so many. @throws BackupError at the end */
  async some(bytes: number): Promise<Buffer> {
    while (this.#rest.length === 0) if (!(await this.#more())) throw cutShort();
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Exactly so many bytes. @throws BackupError if the stream ends before */
  async take(bytes: number): Promise<Buffer> {
    const taken = await this.upTo(bytes);
    if (taken.length < bytes) throw cutShort();
    return taken;
  }

  /** So many bytes, or fewer at the end of the stream. */
  async upTo(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let count = 0;
    while (count < bytes) {
      if (this.#rest.length === 0 && !(await this.#more())) break;
      const part = this.#rest.subarray(0, bytes - count);
      this.#rest = this.#rest.subarray(part.length);
      parts.push(part);
      count += part.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#rest = value;
    return true;
  }
}

const cutShort = () =>
  new BackupError("The file is incomplete: the backup or a copy of it was interrupted. Use another file.");
