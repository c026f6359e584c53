import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import * as z from "zod";
import { secret } from "../process.ts";

/** How long a person may take at the provider, in seconds. */
export const flowSeconds = 10 * 60;
const salt = "galley provider sign-in";

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** Who it must be, where somebody signs in again with unsaved text; null for anybody. */
  personId: z.uuid().nullable(),
  /** The provider must have asked who the person is just now. */
  isFresh: z.boolean(),
});

/** What the browser keeps in an encrypted cookie while a person is at the provider. */
export type Flow = z.output<typeof flowSchema>;

/**
 * Each attempt has a cookie of its own, so that two tabs can sign in at once. It has a narrow path, which the prefix
 * `__Host-` does not allow; with `__Secure-` only https can set it.
 */
export const flowCookieName = (state: string, secure: boolean): string =>
  `${secure ? "__Secure-" : ""}galley.provider.${createHash("sha256").update(state).digest("hex").slice(0, 12)}`;

export const sealFlow = (flow: Flow): Promise<string> =>
  encode({ token: { flow }, secret: secret(), salt, maxAge: flowSeconds });

/** Null for a cookie that is not ours, was changed, is too old or belongs to another attempt. */
export async function openFlow(sealed: string | undefined, state: string): Promise<Flow | null> {
  if (!sealed) return null;
  try {
    const token = await decode({ token: sealed, secret: secret(), salt });
    const parsed = flowSchema.safeParse(token?.flow);
    return parsed.success && parsed.data.state === state ? parsed.data : null;
  } catch {
    return null;
  }
}
