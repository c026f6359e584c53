import type { Metadata } from "next";
import { ForgotForm } from "#components/newsroom/email-link-forms.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { isMailSetUp } from "#lib/mail/data.ts";

export const metadata: Metadata = { title: "Forgot your password?" };
export const dynamic = "force-dynamic"; // whether mail is set up is known when the server runs

export default function ForgotPage() {
  const hasMail = isMailSetUp();
  return (
    <SignInLayout
      title="Forgot your password?"
      intro={
        hasMail
          ? "Enter your email. You will be sent a link for choosing a new password."
          : "This newsroom cannot send mail. Ask an admin for a password reset link: they find it under People."
      }
      link={{ href: "/sign-in", label: "Back to sign-in" }}
    >
      {hasMail && <ForgotForm />}
    </SignInLayout>
  );
}
