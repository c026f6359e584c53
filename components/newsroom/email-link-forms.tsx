"use client";
import { Button, TextInput } from "@mantine/core";
import { useActionState, useEffect, useRef } from "react";
import { askForReset, confirmNewEmail, keepFormerEmail } from "#lib/people/actions.ts";
import classes from "./door.module.css";
import { FormProblem, fieldError } from "./form-problem.tsx";
import { LinkForm } from "./link-form.tsx";

/** Said in place of the form, and read out: the form that had the focus is gone. */
function Done({ children }: { children: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), []);
  return (
    <p ref={line} tabIndex={-1} role="status" className={classes.intro}>
      {children}
    </p>
  );
}

/** "Forgot your password?" Works before its script has loaded, as all forms of signed-out pages do. */
export function ForgotForm() {
  const [state, send, pending] = useActionState(askForReset, null);
  const problem = state?.problem ? { problem: state.problem, typed: {} } : null;
  if (state?.done)
    return (
      <Done>
        {`If ${state.done.email} belongs to an account, a link is on its way to it. It works for one hour. Check the spam folder if it does not arrive.`}
      </Done>
    );
  return (
    <form action={send} aria-label="Forgot your password?" noValidate>
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoFocus={!state}
        defaultValue={state?.typed.email ?? ""}
        error={fieldError(problem, "email")}
      />
      <FormProblem state={problem} fields={["email"]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending}>
        Send link
      </Button>
    </form>
  );
}

export function ConfirmEmailForm({ token, email }: { token: string; email: string }) {
  const [state, send, pending] = useActionState(confirmNewEmail, null);
  if (state?.done) return <Done>{`From now on you sign in as ${state.done.email}.`}</Done>;
  return (
    <LinkForm label="Confirm email" token={token} send={send} pending={pending} problem={state?.problem}>
      Use {email}
    </LinkForm>
  );
}

export function KeepEmailForm({ token, email }: { token: string; email: string }) {
  const [state, send, pending] = useActionState(keepFormerEmail, null);
  if (state?.done)
    return (
      <Done>
        {state.done.isRestored
          ? `You sign in as ${state.done.email} again, and every browser was signed out. Choose a new password now.`
          : `Your email is still ${state.done.email}. Somebody knows your password: choose a new one now.`}
      </Done>
    );
  return (
    <LinkForm label="Keep email" token={token} send={send} pending={pending} problem={state?.problem}>
      Keep {email}
    </LinkForm>
  );
}
