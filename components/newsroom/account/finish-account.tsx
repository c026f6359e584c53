"use client";
import { Button } from "@mantine/core";
import { signOut } from "#lib/auth/actions.ts";
import type { SecondFactorState } from "#lib/auth/second-factor-data.ts";
import { PasswordForm } from "../account-forms.tsx";
import { ConfirmHost } from "../confirm/confirm-host.tsx";
import { PasskeysPanel } from "./passkeys-panel.tsx";
import { TwoFactorPanel } from "./two-factor-panel.tsx";

type Props = {
  needs: "PASSWORD" | "SECOND_FACTOR" | null;
  state: SecondFactorState;
  /** The address with which this account signs in. */
  email: string;
  next: string;
};

/** What a session may do whose account needs one more step. */
export function FinishAccount({ needs, state, email, next }: Props) {
  return (
    <>
      {needs === "PASSWORD" ? (
        <PasswordForm first={!state.hasPassword} email={email} />
      ) : (
        <>
          <TwoFactorPanel state={state} dueDate={null} />
          <PasskeysPanel passkeys={state.passkeys} />
        </>
      )}
      <p style={{ display: "flex", gap: 8, marginTop: 24 }}>
        {!needs && (
          <Button component="a" href={next} variant="filled">
            Go on to the newsroom
          </Button>
        )}
        <Button variant="subtle" onClick={() => void signOut()}>
          Sign out
        </Button>
      </p>
      <ConfirmHost />
    </>
  );
}
