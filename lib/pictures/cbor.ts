export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | Uint8Array
  | CborValue[]
  | Map<CborValue, CborValue>;

const maxDepth = 32;
const breakCode = Symbol("break");

/** Decodes one CBOR item (RFC 8949) of untrusted bytes. Tags are dropped. @throws RangeError if it is damaged or nested too deep */
export function decodeCbor(bytes: Buffer): CborValue {
  let at = 0;
  const take = (length: number): Buffer => {
    if (length < 0 || at + length > bytes.length) throw new RangeError("CBOR ends too early");
    at += length;
    return bytes.subarray(at - length, at);
  };
  /** The number after the first byte; -1 for an indefinite length. */
  const argument = (info: number): number => {
    if (info < 24) return info;
    if (info === 24) return take(1).readUInt8();
    if (info === 25) return take(2).readUInt16BE();
    if (info === 26) return take(4).readUInt32BE();
    if (info === 27) return Number(take(8).readBigUInt64BE());
    if (info === 31) return -1;
    throw new RangeError("CBOR has a reserved length");
  };
  const simple = (info: number): CborValue | typeof breakCode => {
    if (info === 20 || info === 21) return info === 21;
    if (info === 25) {
      take(2); // half precision; nothing here needs it
      return null;
    }
    if (info === 26) return take(4).readFloatBE();
    if (info === 27) return take(8).readDoubleBE();
    if (info === 31) return breakCode;
    if (info === 24) take(1);
    return null;
  };
  const value = (depth: number): CborValue => {
    const found = item(depth);
    if (found === breakCode) throw new RangeError("CBOR has a stray break");
    return found;
  };
  /** Reads `count` items, or until the break for -1. */
  const items = (count: number, depth: number): CborValue[] => {
    const list: CborValue[] = [];
    while (count < 0 || list.length < count) {
      const found = item(depth);
      if (found === breakCode) {
        if (count < 0) return list;
        throw new RangeError("CBOR has a stray break");
      }
      list.push(found);
    }
    return list;
  };
  const item = (depth: number): CborValue | typeof breakCode => {
    if (depth > maxDepth) throw new RangeError("CBOR is nested too deep");
    const first = take(1).readUInt8();
    const [major, info] = [first >> 5, first & 31];
    if (major === 7) return simple(info);
    const size = argument(info);
    if (major === 0) return size;
    if (major === 1) return -1 - size;
    if (major === 2)
      return size < 0 ? Buffer.concat(items(-1, depth + 1).filter((part) => part instanceof Uint8Array)) : take(size);
    if (major === 3) return size < 0 ? items(-1, depth + 1).join("") : take(size).toString("utf8");
    if (major === 4) return items(size, depth + 1);
    if (major === 6) return value(depth + 1);
    const flat = items(size < 0 ? -1 : size * 2, depth + 1);
    return new Map(
      Array.from({ length: flat.length >> 1 }, (_, index) => [flat[index * 2] ?? null, flat[index * 2 + 1] ?? null]),
    );
  };
  return value(0);
}
