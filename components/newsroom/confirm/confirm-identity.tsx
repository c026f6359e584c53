"use client";
import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { confirmMyself, confirmWays } from "#lib/auth/second-factor-actions.ts";
import type { Failure, Result } from "#lib/errors.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useActor, useSignInProvider } from "../newsroom-context.tsx";
import { askForPasskey } from "../passkeys.ts";
import { Problem } from "../problem.tsx";
import { ProviderTab } from "../provider-tab.tsx";
import { CodeField } from "./code-field.tsx";

type Ways = { password: boolean; code: boolean; passkey: boolean };
type Way = "password" | "code";

type Props = { opened: boolean; close: (isConfirmed?: boolean) => void };

/** "Confirm that it is you", for acts that need a recent proof. */
export function ConfirmIdentity({ opened, close }: Props) {
  const [ways, setWays] = useState<Ways | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (!opened) return;
    let isMounted = true;
    setWays(null);
    setFailure(null);
    void called(() => confirmWays({})).then((result) => {
      if (!isMounted) return;
      if (result.ok) setWays(result.data);
      else setFailure(result);
    });
    return () => {
      isMounted = false;
    };
  }, [opened]);
  return (
    <Dialog opened={opened} onClose={() => close(false)} title="Confirm that it is you" size={420} zIndex={400}>
      {ways && <ConfirmForm ways={ways} done={() => close(true)} cancel={() => close(false)} />}
      {!ways && <Problem failure={failure} />}
    </Dialog>
  );
}

/** An action rejects only if it did not reach the server. */
const called = <T,>(call: () => Promise<Result<T>>): Promise<Result<T>> =>
  call().catch((): Failure => ({ ok: false, code: "BUSY" }));

function ConfirmForm({ ways, done, cancel }: { ways: Ways; done: () => void; cancel: () => void }) {
  const [way, setWay] = useState<Way>(ways.password ? "password" : "code");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const hasField = ways[way];
  const { id } = useActor();
  const provider = useSignInProvider();
  const atProvider = provider && <ProviderTab provider={provider} personId={id} isFresh done={done} />;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation(); // React passes it on to the form in which the dialog was opened
    const given = String(new FormData(event.currentTarget).get(way));
    setPending(true);
    setFailure(null);
    const result = await called(() => confirmMyself(way === "password" ? { password: given } : { code: given }));
    setPending(false);
    if (result.ok) done();
    else setFailure(about(result));
  };
  const askPasskey = async () => {
    setPending(true);
    setFailure(null);
    const asked = await askForPasskey();
    const result = asked.ok ? await called(() => confirmMyself({ passkey: asked.data })) : asked;
    setPending(false);
    if (result.ok) done();
    else setFailure(result);
  };
  if (!ways.password && !ways.code && !ways.passkey)
    return (
      <>
        {atProvider ?? (
          <p>
            Your account has no password yet. Choose one on your account page, or sign out and in again, then try again.
          </p>
        )}
        <DialogFoot>
          <Button onClick={cancel}>Close</Button>
        </DialogFoot>
      </>
    );
  return (
    <form aria-label="Confirm that it is you" noValidate onSubmit={(event) => void submit(event)}>
      <p style={{ marginBottom: 14 }}>
        Galley asks before acts that could do great harm if somebody else were at your computer. You will not be asked
        again for ten minutes.
      </p>
      {atProvider}
      {hasField && way === "password" && (
        <PasswordInput
          key="password"
          data-autofocus
          label="Password"
          name="password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
        />
      )}
      {hasField && way === "code" && <CodeField label="Code of your authenticator app, or a recovery code" />}
      <Problem failure={failure} />
      {ways.password && ways.code && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWay(way === "password" ? "code" : "password")}>
          {way === "password" ? "Use a code instead" : "Use your password instead"}
        </Button>
      )}
      {ways.passkey && (
        <Button variant="subtle" size="compact-sm" disabled={isPending} onClick={() => void askPasskey()}>
          Use a passkey
        </Button>
      )}
      <DialogFoot>
        <Button onClick={cancel}>Cancel</Button>
        {hasField && (
          <Button type="submit" variant="filled" loading={isPending}>
            Confirm
          </Button>
        )}
      </DialogFoot>
    </form>
  );
}

/** The usual message speaks of email and password. */
const about = (failure: Failure): Failure =>
  failure.code === "WRONG_PASSWORD"
    ? { ok: false, code: "INVALID", fields: { password: "This password is wrong. Try again." } }
    : failure;
