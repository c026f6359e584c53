import { createHash, randomBytes } from "node:crypto";

/** The secret part of a link that is handed over: 256 random bits, 43 characters that need no escaping in an address. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token. A fast hash is enough: the token cannot be guessed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
