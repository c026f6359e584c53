import type { Metadata } from "next";
import { KeepEmailForm } from "#components/newsroom/email-link-forms.tsx";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findLink } from "#lib/auth/data.ts";

export const metadata: Metadata = { title: "Keep your email" };

export default async function KeepEmailPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await findLink("EMAIL_STOP", token);
  if (!link?.linkEmail) return <LinkGone kind="keep-email" />;
  const isChanged = link.email !== link.linkEmail;
  return (
    <SignInLayout
      title={isChanged ? "Go back to your former email" : "Keep your email"}
      intro={
        isChanged
          ? `The account of ${link.name} now belongs to ${link.email}. You can put ${link.linkEmail} back; every browser is then signed out.`
          : `The account of ${link.name} stays with ${link.linkEmail}, and the new address cannot be confirmed any more.`
      }
      link={{ href: "/sign-in/forgot", label: "Choose a new password" }}
    >
      <KeepEmailForm token={token} email={link.linkEmail} />
    </SignInLayout>
  );
}
