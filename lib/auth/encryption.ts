import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { secret } from "../process.ts";

const keyOf = (purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret(), "", `galley encrypted ${purpose}`, 32));

/**
 * Encrypts a short text with a key of the server (AES-256-GCM).
 * @param owner the id of the row that it belongs to: copied into another row, it cannot be read
 */
export function encrypt(text: string, purpose: string, owner: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(purpose), nonce).setAAD(Buffer.from(owner));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** Null: the server has another secret now, or the text was changed. */
export function decrypt(sealed: string, purpose: string, owner: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(purpose), bytes.subarray(0, 12))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
