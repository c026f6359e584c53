"use client";
import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { changeEmail, stopEmailChange } from "#lib/people/actions.ts";
import { aboutCurrentPassword, CurrentPassword } from "./account-forms.tsx";
import classes from "./forms.module.css";
import { Problem } from "./problem.tsx";
import { useServerAction } from "./use-server-action.ts";

/** Changes the email one signs in with: asked for here, confirmed in the new mailbox. */
export function EmailForm({ email, pendingEmail }: { email: string; pendingEmail: string | null }) {
  const form = useRef<HTMLFormElement>(null);
  const { send, pending, failure } = useServerAction(changeEmail);
  const cancel = useServerAction(stopEmailChange);
  return (
    <form
      ref={form}
      className={classes.form}
      aria-labelledby="email-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        send({ email: String(data.get("email")), current: String(data.get("current")) }, () => {
          form.current?.reset();
          notifications.show({ message: "Check the new mailbox and confirm the address there." });
        });
      }}
    >
      <h2 id="email-title">Email</h2>
      {pendingEmail && (
        <p role="status">
          {pendingEmail} is not confirmed yet. Open the link that was sent there. Until then you sign in as {email}.{" "}
          <Button
            variant="subtle"
            size="compact-sm"
            loading={cancel.pending}
            onClick={() => cancel.send({}, () => notifications.show({ message: "Email change cancelled" }))}
          >
            Cancel the change
          </Button>
        </p>
      )}
      <TextInput
        label="New email"
        description={`A link to confirm it is sent there. A message to ${email} says how to stop the change.`}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        error={failure?.fields?.email}
      />
      <CurrentPassword failure={failure} />
      <Problem failure={aboutCurrentPassword(failure) ?? cancel.failure} marked={["email", "current"]} />
      <Button type="submit" loading={pending}>
        Change email
      </Button>
    </form>
  );
}
