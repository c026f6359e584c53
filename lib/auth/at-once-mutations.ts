import type * as z from "zod";
import type { KnownBrowser } from "./browser-cookie.ts";
import { signInWithCode } from "./code-mutations.ts";
import { type SignInDevice, signInWithPassword } from "./mutations.ts";
import type { signInAtOnceSchema } from "./schema.ts";
import { SecondFactorNeeded } from "./ticket.ts";

/**
 * Password and code in one step.
 * @throws as signInWithPassword and signInWithCode: SecondFactorNeeded only where no code was given
 */
export async function signInAtOnce(
  { code, ...given }: z.output<typeof signInAtOnceSchema>,
  device: SignInDevice,
  browser: KnownBrowser | null,
): Promise<string> {
  try {
    return await signInWithPassword(given, device.ip, browser, device.userAgent);
  } catch (error) {
    if (!(error instanceof SecondFactorNeeded) || code === undefined) throw error;
    return signInWithCode({ ticket: error.ticket, code }, device, browser);
  }
}
