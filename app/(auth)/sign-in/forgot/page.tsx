import type { Metadata } from "next";
import classes from "#components/newsroom/door.module.css";
import { ForgotForm } from "#components/newsroom/email-link-forms.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { isMailSetUp } from "#lib/mail/data.ts";

export const metadata: Metadata = { title: "Forgot your password?" };
export const dynamic = "force-dynamic"; // whether mail is set up is known when the server runs

export default function ForgotPage() {
  return (
    <SignInLayout>
      <h1>Forgot your password?</h1>
      {isMailSetUp() ? (
        <>
          <p className={classes.intro}>Enter your email. You will be sent a link for choosing a new password.</p>
          <ForgotForm />
        </>
      ) : (
        <p className={classes.intro}>
          This newsroom cannot send mail. Ask an admin for a password reset link: they find it under People.
        </p>
      )}
      <p className={classes.after}>
        <a className="link" href="/sign-in">
          Back to sign-in
        </a>
      </p>
    </SignInLayout>
  );
}
