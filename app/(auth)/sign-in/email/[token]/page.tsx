import type { Metadata } from "next";
import { ConfirmEmailForm } from "#components/newsroom/email-link-forms.tsx";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findLink } from "#lib/auth/data.ts";

export const metadata: Metadata = { title: "Confirm your email" };

export default async function ConfirmEmailPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await findLink("EMAIL", token);
  if (!link?.linkEmail) return <LinkGone kind="email" />;
  return (
    <SignInLayout
      title="Confirm your new email"
      intro={`${link.name}, you sign in as ${link.email} until you confirm ${link.linkEmail}.`}
      link={{ href: "/desk", label: "Go to the newsroom" }}
    >
      <ConfirmEmailForm token={token} email={link.linkEmail} />
    </SignInLayout>
  );
}
