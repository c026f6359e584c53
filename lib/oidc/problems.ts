/** Why signing in with a provider failed, as it is in the address of the sign-in page. */
export const providerProblems = [
  "unreachable",
  "denied",
  "failed",
  "expired",
  "unverified",
  "no-email",
  "no-account",
  "no-group",
  "linked-elsewhere",
  "suspended",
  "other-person",
] as const;
export type ProviderProblem = (typeof providerProblems)[number];

/** Not a DomainError: the person comes back from another site, and the sign-in page shows the reason. */
export class ProviderRefusal extends Error {
  readonly why: ProviderProblem;
  constructor(why: ProviderProblem, cause?: unknown) {
    super(why, { cause });
    this.name = "ProviderRefusal";
    this.why = why;
  }
}
