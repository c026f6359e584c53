"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import {
  beginAuthenticator,
  finishAuthenticator,
  makeRecoveryCodes,
  turnOffAuthenticator,
} from "#lib/auth/second-factor-actions.ts";
import type { SecondFactorState } from "#lib/auth/second-factor-data.ts";
import { CodeField } from "../confirm/code-field.tsx";
import { Confirm } from "../dialog.tsx";
import forms from "../forms.module.css";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./account.module.css";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Props = { state: SecondFactorState /** "27 November 2026" */; dueDate: string | null };
type Invitation = { secret: string; uri: string; svg: string };

/** The authenticator app of one's own account, and its recovery codes. */
export function TwoFactorPanel({ state, dueDate }: Props) {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const begin = useServerAction(beginAuthenticator);
  const renew = useServerAction(makeRecoveryCodes);
  const off = useServerAction(turnOffAuthenticator);
  const { hasAuthenticator, recoveryCodeCount, passkeys } = state;
  const hasAny = hasAuthenticator || passkeys.length > 0;
  return (
    <section className={forms.form} aria-labelledby="two-factor-title">
      <h2 id="two-factor-title">Two-factor authentication</h2>
      <p className="dim">
        {hasAuthenticator
          ? "When you sign in with your password, you are also asked for a code of your authenticator app."
          : "With an authenticator app on your phone, your password alone does not open your account."}
      </p>
      {dueDate && (
        <p role="status" className={classes.due}>
          Your role needs a second factor. Set up an authenticator or add a passkey by {dueDate}.
        </p>
      )}
      {hasAuthenticator && <p>An authenticator app is set up.</p>}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      {!hasAuthenticator && invitation && (
        <SetUpForm
          invitation={invitation}
          cancel={() => setInvitation(null)}
          done={(fresh) => {
            setInvitation(null);
            setCodes(fresh);
            notifications.show({ message: "Authenticator set up" });
          }}
        />
      )}
      {!hasAuthenticator && !invitation && (
        <Button loading={begin.pending} onClick={() => begin.send({}, setInvitation)}>
          Set up authenticator
        </Button>
      )}
      {hasAny && !codes && (
        <p>
          {recoveryCodeCount === 1 ? "One recovery code is left." : `${recoveryCodeCount} recovery codes are left.`}
        </p>
      )}
      <Problem failure={begin.failure ?? renew.failure} />
      {hasAny && (
        <div className={classes.buttons}>
          <Button loading={renew.pending} onClick={() => renew.send({}, (made) => setCodes(made.codes))}>
            New recovery codes
          </Button>
          {hasAuthenticator && <Button onClick={() => setLeaving(true)}>Turn off authenticator</Button>}
        </div>
      )}
      <Confirm
        opened={isLeaving}
        onClose={() => setLeaving(false)}
        question="Turn off the authenticator?"
        verb="Turn off"
        danger
        pending={off.pending}
        failure={off.failure}
        onConfirm={() => off.send({}, () => setLeaving(false))}
      >
        <p>Signing in with your password will no longer ask for a code of the app.</p>
      </Confirm>
    </section>
  );
}

type SetUpProps = { invitation: Invitation; cancel: () => void; done: (codes: string[] | null) => void };

function SetUpForm({ invitation, cancel, done }: SetUpProps) {
  const { send, pending, failure } = useServerAction(finishAuthenticator);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code"));
    send({ secret: invitation.secret, code }, (made) => done(made.codes));
  };
  return (
    <form className={classes.setUp} aria-label="Set up authenticator" noValidate onSubmit={submit}>
      <p>Scan this picture with your authenticator app, or enter the key by hand.</p>
      {/* Drawn on the server from nothing but black and white squares. */}
      <div
        className={classes.qr}
        role="img"
        aria-label="QR code for your authenticator app; the key below is the same"
        dangerouslySetInnerHTML={{ __html: invitation.svg }}
      />
      <p>
        Key: <code className={classes.key}>{invitation.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>{" "}
        <a className="link" href={invitation.uri}>
          Open in an app on this device
        </a>
      </p>
      <CodeField label="Code that the app shows" error={failure?.fields?.code} />
      <Problem failure={failure} marked={["code"]} />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={pending}>
          Turn on
        </Button>
        <Button onClick={cancel}>Cancel</Button>
      </div>
    </form>
  );
}
