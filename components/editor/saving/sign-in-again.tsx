"use client";
import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { explain } from "#components/newsroom/messages.ts";
import { useActor, useSignInProvider } from "#components/newsroom/newsroom-context.tsx";
import { signInByPasskey } from "#components/newsroom/passkeys.ts";
import { ProviderTab } from "#components/newsroom/provider-tab.tsx";
import type { Failure, Result } from "#lib/errors.ts";

type Props = { close: () => void; done: () => void };

const offline = "The server cannot be reached. Try again in a moment; your text stays here.";

/** A dialog for signing in again when the session ended while somebody was writing; the text stays open. */
export function SignInAgain({ close, done }: Props) {
  const { id, name, email } = useActor();
  const provider = useSignInProvider();
  const hasPassword = !provider?.isOnly;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);

  const send = async () => {
    setWaiting(true);
    setProblem(null);
    try {
      const answer = await fetch("/api/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password, ...(code && { code }) }),
      });
      const result = (await answer.json()) as Result<null>;
      if (result.ok) done();
      else if (result.code === "CODE_NEEDED") setNeedsCode(true);
      else setProblem(explain(result as Failure));
    } catch {
      setProblem(offline);
    } finally {
      setWaiting(false);
    }
  };

  const askPasskey = async () => {
    setWaiting(true);
    setProblem(null);
    const result = await signInByPasskey(id);
    setWaiting(false);
    if (result.ok) done();
    else setProblem(explain(result));
  };

  return (
    <Dialog opened onClose={close} title="Sign in again" size={420}>
      <form
        aria-label="Sign in again"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Text mb="sm">
          You have been signed out, {name}. Your text is still here and will be saved when you sign in.
        </Text>
        {provider && <ProviderTab provider={provider} personId={id} done={done} />}
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        {hasPassword && (
          <PasswordInput
            data-autofocus
            label={`Password of ${email}`}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={needsCode ? null : problem}
            visibilityToggleButtonProps={{ "aria-label": "Show characters" }}
          />
        )}
        {needsCode && (
          <TextInput
            mt="sm"
            autoFocus
            label="Code of your authenticator app, or a recovery code"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={problem}
          />
        )}
        <DialogFoot>
          <Button variant="subtle" onClick={close}>
            Later
          </Button>
          {hasPassword && (
            <>
              <Button disabled={waiting} onClick={() => void askPasskey()}>
                Use a passkey
              </Button>
              <Button
                type="submit"
                variant="filled"
                loading={waiting}
                disabled={password === "" || (needsCode && code === "")}
              >
                Sign in
              </Button>
            </>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  );
}
