import { createHash, randomBytes } from "node:crypto";

/** The secret part of a link: 256 random bits, 43 characters that need no escaping in an address. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** The stored hash of a token. A fast hash is enough, because the token cannot be guessed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
