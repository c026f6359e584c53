import { Button } from "@mantine/core";
import { type ProviderProblem, providerProblems } from "#lib/oidc/problems.ts";
import classes from "./door.module.css";

/** A plain form, which works without scripts. */
export function ProviderSignIn({ provider, next }: { provider: string; next: string }) {
  return (
    <form className={classes.provider} action="/api/sign-in/oidc" aria-label={`Sign in with ${provider}`}>
      <input type="hidden" name="next" value={next} />
      <Button type="submit" variant="filled" className={classes.submit}>
        Sign in with {provider}
      </Button>
    </form>
  );
}

/** What happened at the provider and what to do, by the code in the address of the sign-in page. */
export const providerSentences: Record<ProviderProblem, (provider: string) => string> = {
  unreachable: (provider) =>
    `${provider} cannot be reached at the moment. Try again in a minute. If it keeps happening, contact your administrator.`,
  denied: (provider) => `${provider} did not sign you in. Try again, or contact your administrator.`,
  failed: (provider) =>
    `The answer of ${provider} could not be accepted. Try again. If it keeps happening, contact your administrator.`,
  expired: () => "This sign-in took too long or was used already. Start again.",
  unverified: (provider) => `${provider} has not verified your email address. Verify it there, then sign in again.`,
  "no-email": (provider) => `${provider} did not pass on your email address. Contact your administrator.`,
  "no-account": (provider) =>
    `There is no account for you here. Ask an admin to invite you under the email address that you use with ${provider}.`,
  "no-group": (provider) =>
    `Your account with ${provider} is in no group that may use this newsroom. Ask an admin to have you added to one.`,
  "linked-elsewhere": (provider) =>
    `The account with your email address belongs to another account with ${provider}. Ask an admin for help.`,
  suspended: () => "This account is suspended. Ask an admin to reactivate it.",
  "other-person": (provider) =>
    `You signed in to ${provider} as somebody else. Sign out there, then sign in with the account whose story is open.`,
};

/** Nothing for an address without a problem, or with one that somebody made up. */
export function ProviderProblemNote({ provider, problem }: { provider: string; problem: unknown }) {
  const known = providerProblems.find((each) => each === problem);
  return (
    known && (
      <div role="alert" className={classes.note}>
        <p className={classes.problem}>{providerSentences[known](provider)}</p>
      </div>
    )
  );
}
