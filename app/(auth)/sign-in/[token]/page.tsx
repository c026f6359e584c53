import type { Metadata } from "next";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { SignInByLinkForm } from "#components/newsroom/sign-in-form.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findLink } from "#lib/auth/data.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInByLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [link, { name }] = await Promise.all([findLink("SIGN_IN", token), getSiteSettings()]);
  if (!link) return <LinkGone kind="sign-in" />;
  return (
    <SignInLayout
      title={`Welcome to ${name}`}
      intro={`This link signs you in once, as ${link.email}. Then choose a password under “Your account”.`}
    >
      <SignInByLinkForm token={token} name={link.name} />
    </SignInLayout>
  );
}
