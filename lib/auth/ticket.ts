import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { secret } from "../process.ts";

/** Between the first factor and the second, in seconds. */
export const ticketSeconds = 10 * 60;
const salt = "galley second factor";
export const ticketCookieName = "galley.second-factor";

export type SignInTicket = {
  personId: string;
  method: "PASSWORD" | "LINK" | "PROVIDER";
  /** Of the password at that time: another password makes the ticket void. */
  passwordMark: string;
};

export const passwordMarkOf = (passwordHash: string | null): string =>
  createHash("sha256")
    .update(passwordHash ?? "")
    .digest("hex")
    .slice(0, 32);

/** An encrypted proof that the first factor was right. */
const sealTicket = ({ personId, method, passwordMark }: SignInTicket): Promise<string> =>
  encode({ token: { second: personId, method, mark: passwordMark }, secret: secret(), salt, maxAge: ticketSeconds });

/** Null for a ticket that is not ours, was changed or is too old. */
export async function openTicket(sealed: string | undefined): Promise<SignInTicket | null> {
  if (!sealed) return null;
  try {
    const token = await decode({ token: sealed, secret: secret(), salt });
    const { second, method, mark } = token ?? {};
    if (typeof second !== "string" || !isId(second) || typeof mark !== "string") return null;
    return {
      personId: second,
      method: method === "LINK" || method === "PROVIDER" ? method : "PASSWORD",
      passwordMark: mark,
    };
  } catch {
    return null;
  }
}

/** The first factor was right, and the account has a second one. The ticket is for a cookie, never for a response's body. */
export class SecondFactorNeeded extends DomainError<"CODE_NEEDED"> {
  readonly ticket: string;
  private constructor(ticket: string) {
    super("CODE_NEEDED");
    this.ticket = ticket;
  }
  static async for(ticket: SignInTicket): Promise<SecondFactorNeeded> {
    return new SecondFactorNeeded(await sealTicket(ticket));
  }
}
