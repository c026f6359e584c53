import { hkdfSync } from "node:crypto";
import { secret } from "../process.ts";

/**
 * The key (32 bytes, base64) with which a browser seals what a person typed and the server does not have yet. Given to
 * that person's sessions only, always the same: without such a session nobody can read what the browser stores.
 */
export const unsentKeyOf = (personId: string): string =>
  Buffer.from(hkdfSync("sha256", secret(), personId, "galley unsent work", 32)).toString("base64");
