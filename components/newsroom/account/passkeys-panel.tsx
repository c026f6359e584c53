"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { removePasskey } from "#lib/auth/passkey-actions.ts";
import type { PasskeyRow } from "#lib/auth/second-factor-data.ts";
import type { Failure } from "#lib/errors.ts";
import { Confirm } from "../dialog.tsx";
import forms from "../forms.module.css";
import { makePasskey } from "../passkeys.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import classes from "./account.module.css";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** The passkeys of one's own account. */
export function PasskeysPanel({ passkeys }: { passkeys: PasskeyRow[] }) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [leaving, setLeaving] = useState<PasskeyRow | null>(null);
  const remove = useServerAction(removePasskey);
  const add = async () => {
    setPending(true);
    setFailure(null);
    const result = await makePasskey();
    setPending(false);
    if (!result.ok) return setFailure(result);
    setCodes(result.data.codes);
    notifications.show({ message: "Passkey added" });
    router.refresh();
  };
  return (
    <section className={forms.form} aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">Passkeys</h2>
      <p className="dim">
        A passkey signs you in with a fingerprint, a face or the PIN of your device, without a password. It counts as a
        second factor.
      </p>
      {passkeys.length > 0 && (
        <ul className={classes.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div className={classes.what}>
                <b>{passkey.name}</b>
                <span className="dim">
                  Added <When at={passkey.createdAt} isAgo />
                  {passkey.lastUsedAt ? (
                    <>
                      {" · last used "}
                      <When at={passkey.lastUsedAt} isAgo />
                    </>
                  ) : (
                    " · not used yet"
                  )}
                </span>
              </div>
              <Button aria-label={`Remove passkey: ${passkey.name}`} onClick={() => setLeaving(passkey)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      <Problem failure={failure} />
      <Button loading={isPending} onClick={() => void add()}>
        Add passkey
      </Button>
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        question={`Remove the passkey ${leaving?.name ?? ""}?`}
        verb="Remove"
        danger
        pending={remove.pending}
        failure={remove.failure}
        onConfirm={() => leaving && remove.send({ id: leaving.id }, () => setLeaving(null))}
      >
        <p>It no longer signs you in. Remove it from your device or password manager as well.</p>
      </Confirm>
    </section>
  );
}
