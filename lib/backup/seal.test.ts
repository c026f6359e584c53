import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

async function* chunksOf(bytes: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

const text = Buffer.from("A secret of the newsroom. ".repeat(100_000));

test("decrypts with the same passphrase what was encrypted, of any length", async () => {
  for (const plain of [Buffer.alloc(0), text, Buffer.alloc(1024 * 1024, 7)]) {
    const sealed = await all(seal(chunksOf(plain), "café"));
    expect(sealed.includes("newsroom")).toBe(false);
    // The same letters, composed in another way by another keyboard.
    expect((await all(unseal(chunksOf(sealed), "cafe\u0301"))).equals(plain)).toBe(true);
  }
});

test("refuses a wrong passphrase and a missing one with different messages", async () => {
  const sealed = await all(seal(chunksOf(text), "right"));
  await expect(all(unseal(chunksOf(sealed), "wrong"))).rejects.toThrow(/passphrase is wrong/);
  await expect(all(unseal(chunksOf(sealed), undefined))).rejects.toThrow(/is encrypted/);
});

test("refuses a file of which a byte was changed, a piece was left out or moved, or the end was cut off", async () => {
  const sealed = await all(seal(chunksOf(text), "right"));
  const start = sealed.length - (text.length + 16 * 3);
  const piece = 1024 * 1024 + 16;
  const changed = Buffer.from(sealed);
  changed[start + 500] = (changed[start + 500] ?? 0) ^ 1;
  const head = sealed.subarray(0, start);
  const [first, second, rest] = [
    sealed.subarray(start, start + piece),
    sealed.subarray(start + piece, start + 2 * piece),
    sealed.subarray(start + 2 * piece),
  ];
  for (const broken of [
    changed,
    Buffer.concat([head, second, first, rest]),
    Buffer.concat([head, first, rest]),
    Buffer.concat([head, first, second]),
    sealed.subarray(0, -5),
    head,
  ])
    await expect(all(unseal(chunksOf(broken), "right"))).rejects.toThrow(/damaged or incomplete/);
});
