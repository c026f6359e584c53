import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasskeySignIn } from "#components/newsroom/passkey-sign-in.tsx";
import { SignInByCodeForm } from "#components/newsroom/sign-in-form.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findActor } from "#lib/auth/loaders.ts";
import { safeNext } from "#lib/auth/schema.ts";

export const metadata: Metadata = { title: "Sign in: second step" };

export default async function SignInCodePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const next = safeNext((await searchParams).next);
  if (await findActor()) redirect(next);
  return (
    <SignInLayout
      title="Enter your code"
      intro="Open your authenticator app and enter the code that it shows. A recovery code or a passkey works as well."
      link={{ href: `/sign-in?next=${encodeURIComponent(next)}`, label: "Back to sign-in" }}
    >
      <SignInByCodeForm next={next} />
      <PasskeySignIn next={next} />
    </SignInLayout>
  );
}
