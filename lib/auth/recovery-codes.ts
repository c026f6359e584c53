import { createHash, randomBytes } from "node:crypto";

export const recoveryCodeCount = 10;
/** Crockford's letters: none looks like another. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code of 80 random bits: "7K2M-9QXA-…", four groups of four. */
function newCode(): string {
  const chars = [...randomBytes(16)].map((byte) => letters[byte % 32]);
  return [0, 4, 8, 12].map((from) => chars.slice(from, from + 4).join("")).join("-");
}

export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newCode);

/** As typed: in any case, with or without hyphens, with the letters that people mistake for digits. */
const normalised = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");

/** A fast hash is enough, because a code cannot be guessed. */
export const hashRecoveryCode = (code: string): string =>
  createHash("sha256")
    .update(`galley recovery ${normalised(code)}`)
    .digest("hex");

/** Whether it could be one, as opposed to the six digits of an app. */
export const looksLikeRecoveryCode = (code: string): boolean => normalised(code).length === 16;
