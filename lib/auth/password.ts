import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id (2024): 19 MiB, two passes, one lane. About 25 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let decoy: Promise<string> | undefined;

/** Hashes with argon2id; the result holds salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/**
 * True when the password is the one that was hashed. It takes the same time for an account that has no password or does
 * not exist (`null`), so that response times do not reveal which email addresses have an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("there is no such account");
  const matches = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
