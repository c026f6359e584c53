"use client";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import type { Failure } from "#lib/errors.ts";
import { changePassword, choosePassword, renameMyself } from "#lib/people/actions.ts";
import classes from "./forms.module.css";
import { Problem } from "./problem.tsx";
import { useServerAction } from "./use-server-action.ts";

export function NameForm({ name }: { name: string }) {
  const { send, pending, failure } = useServerAction(renameMyself);
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        // Not `action`: React would reset the field to the old name after an error.
        event.preventDefault();
        const given = String(new FormData(event.currentTarget).get("name"));
        send({ name: given }, () => notifications.show({ message: "Name saved" }));
      }}
    >
      <TextInput
        key={name}
        label="Name"
        description="The name colleagues see. Bylines are managed under Authors."
        name="name"
        autoComplete="name"
        defaultValue={name}
        error={failure?.fields?.name}
      />
      <Problem failure={failure} marked={["name"]} />
      <Button type="submit" loading={pending}>
        Save name
      </Button>
    </form>
  );
}

/** Asked before what only the owner of the account may do. */
export function CurrentPassword({ failure }: { failure: Failure | null }) {
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
      label="Current password"
      name="current"
      autoComplete="current-password"
      error={failure?.fields?.current}
    />
  );
}

/** Here a wrong password is the current one; the usual message speaks of email and password. */
export const aboutCurrentPassword = (failure: Failure | null): Failure | null =>
  failure?.code === "WRONG_PASSWORD"
    ? { ok: false, code: "INVALID", fields: { present: "The current password is incorrect. Try again." } }
    : failure;

type PasswordProps = {
  /** The account has no password yet, so the current one is not asked for. */
  first: boolean;
  email: string;
  /** The person can sign in by a passkey or a provider. */
  hasOtherWay?: boolean;
};

export function PasswordForm({ first, email, hasOtherWay = false }: PasswordProps) {
  const form = useRef<HTMLFormElement>(null);
  const change = useServerAction(changePassword);
  const choose = useServerAction(choosePassword);
  const { pending, failure } = first ? choose : change;
  const done = () => {
    form.current?.reset();
    notifications.show({
      message: first ? "Password set" : "Password changed. You have been signed out on other devices.",
    });
  };
  const submit = (data: FormData) => {
    const password = String(data.get("password"));
    const again = String(data.get("again"));
    if (first) choose.send({ password, again }, done);
    else change.send({ current: String(data.get("current")), password, again }, done);
  };
  return (
    <form ref={form} className={classes.form} aria-labelledby="password-title" noValidate action={submit}>
      <h2 id="password-title">Password</h2>
      {first ? (
        <p className={hasOtherWay ? "" : classes.note}>
          {hasOtherWay ? (
            <>You have no password. If you choose one, you can also sign in as </>
          ) : (
            <>
              You signed in with a link, which works once. Choose a password, or you cannot sign in again: next time,
              sign in as{" "}
            </>
          )}
          <b>{email}</b> with it.
        </p>
      ) : (
        <CurrentPassword failure={failure} />
      )}
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="New password"
        description="At least 10 characters."
        name="password"
        autoComplete="new-password"
        error={failure?.fields?.password}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        label="New password again"
        name="again"
        autoComplete="new-password"
        error={failure?.fields?.again}
      />
      <Problem failure={aboutCurrentPassword(failure)} marked={["current", "password", "again"]} />
      <Button type="submit" loading={pending}>
        {first ? "Set password" : "Change password"}
      </Button>
    </form>
  );
}
