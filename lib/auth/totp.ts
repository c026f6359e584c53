import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

const stepSeconds = 30;
/** A phone's clock may be this many steps fast or slow. */
const driftSteps = 1;

/** 160 random bits in base32, as RFC 4226 recommends. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totp = (secret: string, issuer = "", label = ""): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: stepSeconds, issuer, label });

/** What an authenticator app reads: the address, and the same as a picture. */
export function totpInvitation(secret: string, paper: string, email: string): { uri: string; svg: string } {
  const uri = totp(secret, paper.replaceAll(":", " "), email).toString();
  return { uri, svg: renderSVG(uri, { border: 2, ecc: "M" }) };
}

/** The number of the step to which a code belongs; null for a wrong code. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: driftSteps });
  return delta === null ? null : Math.floor(timestamp / 1_000 / stepSeconds) + delta;
}

/** The code of a moment, for tests and for nobody else. */
export const codeAt = (secret: string, now: Date): string => totp(secret).generate({ timestamp: now.getTime() });
