"use client";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useActionState } from "react";
import { chooseNewPassword, joinNewsroom } from "#lib/people/actions.ts";
import classes from "./door.module.css";
import { FormProblem, fieldError } from "./form-problem.tsx";

const rule = "At least 10 characters. A phrase of several words is easy to remember.";

/** The form of an invitation. `email` is included for password managers. */
export function JoinForm({ token, name, email }: { token: string; name: string; email: string }) {
  const [state, send, pending] = useActionState(joinNewsroom, null);
  return (
    <form action={send} aria-label="Join" noValidate>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="email" value={email} autoComplete="username" />
      <TextInput
        label="Name"
        description="The name colleagues see. Your byline uses it too."
        name="name"
        autoComplete="name"
        autoFocus={!state}
        defaultValue={state?.typed.name ?? name}
        error={fieldError(state, "name")}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="Password"
        description={rule}
        name="password"
        autoComplete="new-password"
        error={fieldError(state, "password")}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="Password again"
        name="again"
        autoComplete="new-password"
        error={fieldError(state, "again")}
      />
      <FormProblem state={state} fields={["name", "password", "again"]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending}>
        Join the newsroom
      </Button>
    </form>
  );
}

export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const [state, send, pending] = useActionState(chooseNewPassword, null);
  return (
    <form action={send} aria-label="New password" noValidate>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="email" value={email} autoComplete="username" />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="New password"
        description={rule}
        name="password"
        autoComplete="new-password"
        autoFocus={!state}
        error={fieldError(state, "password")}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="New password again"
        name="again"
        autoComplete="new-password"
        error={fieldError(state, "again")}
      />
      <FormProblem state={state} fields={["password", "again"]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending}>
        Set password and sign in
      </Button>
    </form>
  );
}
