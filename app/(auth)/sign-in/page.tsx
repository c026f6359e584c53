import type { Metadata } from "next";
import { redirect } from "next/navigation";
import classes from "#components/newsroom/door.module.css";
import { PasskeySignIn } from "#components/newsroom/passkey-sign-in.tsx";
import { SignInForm } from "#components/newsroom/sign-in-form.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findActor } from "#lib/auth/loaders.ts";
import { safeNext } from "#lib/auth/schema.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const next = safeNext((await searchParams).next);
  if (await findActor()) redirect(next);
  const { name } = await getSiteSettings();
  return (
    <SignInLayout title={`Sign in to ${name}`}>
      <SignInForm next={next} />
      <PasskeySignIn next={next} />
      <p className={classes.after}>
        <a className="link" href="/sign-in/forgot">
          Forgot your password?
        </a>
      </p>
      <p className={classes.after}>No account? Ask an admin to invite you.</p>
    </SignInLayout>
  );
}
