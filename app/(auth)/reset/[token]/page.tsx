import type { Metadata } from "next";
import { NewPasswordForm } from "#components/newsroom/join-form.tsx";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findLink } from "#lib/auth/data.ts";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await findLink("RESET", token);
  if (!link) return <LinkGone kind="reset" />;
  return (
    <SignInLayout
      title="Choose a new password"
      intro={`For ${link.email}. You will be signed out on all your devices.`}
    >
      <NewPasswordForm token={token} email={link.email} />
    </SignInLayout>
  );
}
