"use client";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useActionState, useEffect, useRef } from "react";
import { signIn, signInByCode, signInByLink } from "#lib/auth/actions.ts";
import classes from "./door.module.css";
import { FormProblem, fieldError } from "./form-problem.tsx";
import { LinkForm } from "./link-form.tsx";

/** A plain form that works before hydration. */
export function SignInForm({ next }: { next: string }) {
  const [state, send, pending] = useActionState(signIn, null);
  const password = useRef<HTMLInputElement>(null);
  const refused = state?.problem.code;
  useEffect(() => {
    if (refused && refused !== "INVALID") password.current?.focus();
  }, [refused]);
  return (
    <form action={send} aria-label="Sign in" noValidate>
      <input type="hidden" name="next" value={next} />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoFocus={!state}
        defaultValue={state?.typed.email ?? ""}
        error={fieldError(state, "email")}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        error={fieldError(state, "password")}
      />
      <FormProblem state={state} fields={["email", "password"]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending}>
        Sign in
      </Button>
    </form>
  );
}

/** The second step, for accounts with a second factor. */
export function SignInByCodeForm({ next }: { next: string }) {
  const [state, send, pending] = useActionState(signInByCode, null);
  const code = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state) code.current?.focus();
  }, [state]);
  return (
    <form action={send} aria-label="Second step" noValidate>
      <input type="hidden" name="next" value={next} />
      <TextInput
        ref={code}
        label="Code"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        autoFocus={!state}
        error={fieldError(state, "code")}
      />
      <FormProblem state={state} fields={["code"]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending}>
        Continue
      </Button>
    </form>
  );
}

export function SignInByLinkForm({ token, name }: { token: string; name: string }) {
  const [state, send, pending] = useActionState(signInByLink, null);
  return (
    <LinkForm label="Sign in" token={token} send={send} pending={pending} problem={state?.problem}>
      Sign in as {name}
    </LinkForm>
  );
}
