// Writing a zip file of any size as a stream. The same entries give the same bytes: all are dated 1 January 1980, and none holds
// anything of this machine.
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

const deflate = promisify<Buffer, object, Buffer>(deflateRaw);

/** From here on a number is written in the fields of Zip64. */
const max32 = 0xffff_ffff;
const max16 = 0xffff;
/** 1 January 1980, the earliest date that a zip file knows. */
const date = 0x0021;
/** Names are in UTF-8. */
const flags = 0x0800;
const [stored, deflated] = [0, 8];

/** A file that is stored as it is; it is read twice. */
export type ZipSource = { bytes: number; open: () => Promise<AsyncIterable<Buffer>> };

/** The name is a text until it is written: a short Buffer is part of a larger one, and would keep all of it in memory. */
type Written = { name: string; method: number; crc: number; packed: number; bytes: number; offset: number };

export class ZipWriter {
  readonly #entries: Written[] = [];
  #offset = 0;

  /** A text, compressed. */
  async *addText(name: string, text: string): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    const packed = await deflate(bytes, { level: 9 });
    yield this.#begin(name, { method: deflated, crc: crc32(bytes), packed: packed.length, bytes: bytes.length });
    yield this.#counted(packed);
  }

  /** A picture or another file that is compressed already. @throws Error if it changes meanwhile */
  async *addFile(name: string, { bytes, open }: ZipSource): AsyncGenerator<Buffer> {
    let crc = 0;
    let count = 0;
    for await (const chunk of await open()) {
      crc = crc32(chunk, crc);
      count += chunk.length;
    }
    if (count !== bytes) throw new Error(`${name} has ${count} bytes instead of ${bytes}`);
    yield this.#begin(name, { method: stored, crc, packed: bytes, bytes });
    for await (const chunk of await open()) yield this.#counted(chunk);
  }

  /** The directory at the end. */
  *end(): Generator<Buffer> {
    const start = this.#offset;
    for (const entry of this.#entries) yield this.#counted(directoryEntry(entry));
    yield directoryEnd(this.#entries.length, this.#offset - start, start);
  }

  #begin(name: string, given: Omit<Written, "name" | "offset">): Buffer {
    const entry = { ...given, name, offset: this.#offset };
    this.#entries.push(entry);
    return this.#counted(localHeader(entry));
  }

  #counted(chunk: Buffer): Buffer {
    this.#offset += chunk.length;
    return chunk;
  }
}

const isBig = (value: number) => value >= max32;

/** The numbers of an entry that do not fit in 32 bits. */
function bigNumbers(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return extra;
}

/** The fields that both headers of an entry share. */
function commonFields({ method, crc, packed, bytes }: Written, name: Buffer, extra: Buffer): Buffer {
  const block = Buffer.alloc(26);
  const hasBigNumbers = extra.length > 0;
  block.writeUInt16LE(hasBigNumbers ? 45 : 20, 0);
  block.writeUInt16LE(flags, 2);
  block.writeUInt16LE(method, 4);
  block.writeUInt16LE(0, 6);
  block.writeUInt16LE(date, 8);
  block.writeUInt32LE(crc >>> 0, 10);
  block.writeUInt32LE(Math.min(packed, max32), 14);
  block.writeUInt32LE(Math.min(bytes, max32), 18);
  block.writeUInt16LE(name.length, 22);
  block.writeUInt16LE(extra.length, 24);
  return block;
}

const signature = (number: number): Buffer => {
  const block = Buffer.alloc(4);
  block.writeUInt32LE(number);
  return block;
};

function localHeader(entry: Written): Buffer {
  const { bytes, packed } = entry;
  const name = Buffer.from(entry.name);
  // The local header has either both sizes in 64 bits or none.
  const extra = bigNumbers(isBig(bytes) || isBig(packed) ? [bytes, packed] : []);
  const fields = commonFields(extra.length > 0 ? { ...entry, bytes: max32, packed: max32 } : entry, name, extra);
  return Buffer.concat([signature(0x04034b50), fields, name, extra]);
}

function directoryEntry(entry: Written): Buffer {
  const { bytes, packed, offset } = entry;
  const name = Buffer.from(entry.name);
  const extra = bigNumbers([bytes, packed, offset].filter(isBig));
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
  rest.writeUInt32LE(Math.min(offset, max32), 10);
  const madeBy = Buffer.from([45, 3]);
  return Buffer.concat([signature(0x02014b50), madeBy, commonFields(entry, name, extra), rest, name, extra]);
}

function directoryEnd(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, max16), 8);
  end.writeUInt16LE(Math.min(count, max16), 10);
  end.writeUInt32LE(Math.min(bytes, max32), 12);
  end.writeUInt32LE(Math.min(offset, max32), 16);
  if (count < max16 && !isBig(bytes) && !isBig(offset)) return end;
  const big = Buffer.alloc(56 + 20);
  big.writeUInt32LE(0x06064b50, 0);
  big.writeBigUInt64LE(44n, 4);
  big.writeUInt16LE(45, 12);
  big.writeUInt16LE(45, 14);
  big.writeBigUInt64LE(BigInt(count), 24);
  big.writeBigUInt64LE(BigInt(count), 32);
  big.writeBigUInt64LE(BigInt(bytes), 40);
  big.writeBigUInt64LE(BigInt(offset), 48);
  big.writeUInt32LE(0x07064b50, 56);
  big.writeBigUInt64LE(BigInt(offset + bytes), 64);
  big.writeUInt32LE(1, 72);
  return Buffer.concat([big, end]);
}
