import type { Metadata } from "next";
import { redirect } from "next/navigation";
import classes from "#components/newsroom/door.module.css";
import { PasskeySignIn } from "#components/newsroom/passkey-sign-in.tsx";
import { ProviderProblemNote, ProviderSignIn } from "#components/newsroom/provider-sign-in.tsx";
import { SignInForm } from "#components/newsroom/sign-in-form.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findWaitingAdmin } from "#lib/auth/data.ts";
import { findActor } from "#lib/auth/loaders.ts";
import { safeNext } from "#lib/auth/schema.ts";
import { signInProvider } from "#lib/oidc/provider.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const given = await searchParams;
  const next = safeNext(given.next);
  if (await findActor()) redirect(next);
  const [{ name }, waitingAdmin] = await Promise.all([getSiteSettings(), findWaitingAdmin()]);
  const provider = signInProvider();
  const own = (
    <>
      <SignInForm next={next} />
      <PasskeySignIn next={next} />
      <p className={classes.after}>
        <a className="link" href="/sign-in/forgot">
          Forgot your password?
        </a>
      </p>
    </>
  );
  return (
    <SignInLayout title={`Sign in to ${name}`}>
      {waitingAdmin && (
        <div className={classes.first}>
          <b>No admin has chosen a password yet.</b> Galley printed a sign-in address for the admin when it started: it
          is in the terminal, after “Sign in”. It works once, within a day. If it was used or is older, start Galley
          again for a new one.
        </div>
      )}
      {provider && <ProviderProblemNote provider={provider.name} problem={given.problem} />}
      {provider && <ProviderSignIn provider={provider.name} next={next} />}
      {!provider?.isOnly && own}
      {provider?.isOnly && (
        <details className={classes.emergency}>
          <summary>Emergency sign-in</summary>
          <p className={classes.after}>
            With a password, for the accounts that are kept for the case that {provider.name} is not available.
          </p>
          {own}
        </details>
      )}
      {!provider?.isOnly && <p className={classes.after}>No account? Ask an admin to invite you.</p>}
    </SignInLayout>
  );
}
