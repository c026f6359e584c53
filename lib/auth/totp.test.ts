import { expect, test } from "vitest";
import { hashRecoveryCode, looksLikeRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";
import { codeAt, newTotpSecret, stepOfCode, totpInvitation } from "./totp.ts";

const now = new Date("2026-11-29T03:00:10Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test("makes the codes of RFC 6238, cut to six digits", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // the RFC's key, in base32
  expect(codeAt(secret, new Date(59_000))).toBe("287082");
  expect(codeAt(secret, new Date(1_111_111_109_000))).toBe("081804");
});

test.each([
  [-60, null],
  [-30, -1],
  [0, 0],
  [30, 1],
  [60, null],
])("accepts the code of a clock that is one step off, and no other: %i s", (seconds, delta) => {
  const secret = newTotpSecret();
  const step = Math.floor(now.getTime() / 30_000);
  expect(stepOfCode(secret, codeAt(secret, later(seconds)), now)).toBe(delta === null ? null : step + delta);
});

test("invites an app with an address that names paper and email, and the same as a picture", () => {
  const { uri, svg } = totpInvitation("JBSWY3DPEHPK3PXP", "The Ledger: Town", "lena@example.org");
  const address = new URL(uri);
  expect(address.protocol).toBe("otpauth:");
  expect(decodeURIComponent(address.pathname)).toContain("The Ledger  Town:lena@example.org");
  expect(address.searchParams.get("secret")).toBe("JBSWY3DPEHPK3PXP");
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
  expect(svg).not.toContain("<script");
});

test("recovery codes are different each, and are recognised as people type them", () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(looksLikeRecoveryCode(code)).toBe(true);
    const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
    expect(hashRecoveryCode(typed)).toBe(hashRecoveryCode(code));
  }
  expect(looksLikeRecoveryCode("123 456")).toBe(false);
});
