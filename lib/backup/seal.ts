// Encryption of a backup with a passphrase: scrypt makes the key, and AES-256-GCM encrypts pieces of one megabyte. The nonce
// counts the pieces and marks the last one, so that none can be left out, moved or cut off (the STREAM construction).
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { ByteReader } from "./byte-reader.ts";
import { BackupError } from "./errors.ts";

/** The first bytes of an encrypted backup. */
const magic = Buffer.from("GALLEY ENCRYPTED BACKUP 1\n");
const pieceBytes = 1024 * 1024;
const tagBytes = 16;
const saltBytes = 16;
const prefixBytes = 7;
const checkBytes = 32;
/** 128 MB of memory and about half a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

type Keys = { key: Buffer; check: Buffer };

/** A recovery reads the same file several times. */
let last: { of: string; keys: Promise<Keys> } | undefined;

/** Key, and what is stored to recognise a wrong passphrase. */
function keyOf(passphrase: string, salt: Buffer): Promise<Keys> {
  const of = `${salt.toString("hex")} ${passphrase}`;
  if (last?.of !== of) last = { of, keys: deriveKeys(passphrase, salt) };
  return last.keys;
}

async function deriveKeys(passphrase: string, salt: Buffer): Promise<Keys> {
  const bytes = await derive(passphrase.normalize("NFC"), salt, 64, cost);
  return { key: bytes.subarray(0, 32), check: createHash("sha256").update(bytes.subarray(32)).digest() };
}

function nonceOf(prefix: Buffer, count: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(count, prefixBytes);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export const newSalt = (): Buffer => randomBytes(saltBytes);

/** Encrypts a stream. @param salt a new one, except for files that are read together: then the key is derived once */
export async function* seal(
  chunks: AsyncIterable<Buffer>,
  passphrase: string,
  salt: Buffer = newSalt(),
): AsyncGenerator<Buffer> {
  const prefix = randomBytes(prefixBytes);
  const { key, check } = await keyOf(passphrase, salt);
  yield Buffer.concat([magic, salt, prefix, check]);
  const reader = new ByteReader(chunks);
  let piece = await reader.upTo(pieceBytes);
  for (let count = 0; ; count++) {
    const next = await reader.upTo(pieceBytes);
    const isLast = next.length === 0;
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(prefix, count, isLast));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    if (isLast) return;
    piece = next;
  }
}

/**
 * Decrypts what `seal` made; passes on what is not encrypted.
 * @throws BackupError without the right passphrase, or if the file was changed
 */
export async function* unseal(chunks: AsyncIterable<Buffer>, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const reader = new ByteReader(chunks);
  const start = await reader.upTo(magic.length);
  if (!start.equals(magic)) {
    yield start;
    for (;;) {
      const chunk = await reader.upTo(64 * 1024);
      if (chunk.length === 0) return;
      yield chunk;
    }
  }
  if (passphrase === undefined)
    throw new BackupError("The backup is encrypted. Set GALLEY_BACKUP_PASSPHRASE to its passphrase and try again.");
  const [salt, prefix] = [await reader.take(saltBytes), await reader.take(prefixBytes)];
  const { key, check } = await keyOf(passphrase, salt);
  if (!timingSafeEqual(check, await reader.take(checkBytes)))
    throw new BackupError("The passphrase is wrong. Set GALLEY_BACKUP_PASSPHRASE to the one of this backup.");
  let piece = await reader.upTo(pieceBytes + tagBytes);
  for (let count = 0; ; count++) {
    const next = await reader.upTo(pieceBytes + tagBytes);
    const isLast = next.length === 0;
    if (piece.length < tagBytes) throw damaged();
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(prefix, count, isLast));
    decipher.setAuthTag(piece.subarray(-tagBytes));
    const plain = decipher.update(piece.subarray(0, -tagBytes));
    try {
      decipher.final();
    } catch {
      throw damaged();
    }
    yield plain;
    if (isLast) return;
    piece = next;
  }
}

const damaged = () => new BackupError("The file is damaged or incomplete. Use another copy of it, or an older backup.");
