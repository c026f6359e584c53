import { createHash, randomBytes } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { secret } from "../process.ts";

/** How long a person may take to answer, in seconds. */
export const challengeSeconds = 5 * 60;
const salt = "galley passkey";

export type Challenge = { challenge: string; hash: string };

const hashOf = (challenge: string): string => createHash("sha256").update(challenge).digest("hex");

/**
 * A challenge for a passkey, and an encrypted proof that this server made it. Nothing is stored for it, because anybody may
 * ask for one on the sign-in page; an answered one is remembered, so that it works once.
 * @param owner the id of the session that adds a passkey; "" for signing in and confirming
 */
export async function newChallenge(owner: string): Promise<{ challenge: string; token: string }> {
  const challenge = randomBytes(32).toString("base64url");
  const token = await encode({ token: { challenge, owner }, secret: secret(), salt, maxAge: challengeSeconds });
  return { challenge, token };
}

/** Null for a proof that is not ours, was made for another purpose, was changed or is too old. */
export async function openChallenge(token: string, owner: string): Promise<Challenge | null> {
  try {
    const opened = await decode({ token, secret: secret(), salt });
    if (typeof opened?.challenge !== "string" || opened.owner !== owner) return null;
    return { challenge: opened.challenge, hash: hashOf(opened.challenge) };
  } catch {
    return null;
  }
}
