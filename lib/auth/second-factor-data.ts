import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";

export type SecondFactorState = {
  hasAuthenticator: boolean;
  passkeys: PasskeyRow[];
  /** How many recovery codes are left. */
  recoveryCodeCount: number;
  hasPassword: boolean;
  /** Until when one has to be set up; null where none is required, or there is one. */
  due: Date | null;
};

export type PasskeyRow = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** What a person can prove who they are with, for their own account page. */
export async function getSecondFactor(actor: Person): Promise<SecondFactorState> {
  const person = await appClient().person.findUniqueOrThrow({
    where: { id: actor.id },
    select: {
      totpSecret: true,
      passwordHash: true,
      secondFactorDue: true,
      passkeys: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true, name: true, createdAt: true, lastUsedAt: true },
      },
      _count: { select: { recoveryCodes: true } },
    },
  });
  return {
    hasAuthenticator: person.totpSecret !== null,
    passkeys: person.passkeys,
    recoveryCodeCount: person._count.recoveryCodes,
    hasPassword: person.passwordHash !== null,
    due: person.secondFactorDue,
  };
}
