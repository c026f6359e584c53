import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import type { KnownBrowser } from "./browser-cookie.ts";
import { enterFrom, type SignInDevice } from "./mutations.ts";
import { proveCode } from "./second-factor-mutations.ts";
import { openTicket, passwordMarkOf } from "./ticket.ts";

/**
 * The second step of a sign-in: a code of the authenticator app, or a recovery code.
 * @param ticket of `SecondFactorNeeded`
 * @returns the id of the session
 * @throws TICKET_GONE when the ticket is too old or the password has changed since, WRONG_CODE, TOO_MANY_TRIES
 */
export async function signInWithCode(
  { ticket, code }: { ticket: string | undefined; code: string },
  device: SignInDevice,
  browser: KnownBrowser | null = null,
): Promise<string> {
  const first = await openTicket(ticket);
  if (!first) throw new DomainError("TICKET_GONE");
  const { personId, method, passwordMark } = first;
  const person = await appClient().person.findUnique({ where: { id: personId }, select: { passwordHash: true } });
  if (!person || passwordMarkOf(person.passwordHash) !== passwordMark) throw new DomainError("TICKET_GONE");
  return proveCode(personId, code, device.ip, (tx) =>
    enterFrom(tx, personId, browser, { method, hasCode: true, device }),
  );
}
