"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Failure } from "#lib/errors.ts";
import classes from "./door.module.css";
import { FormProblem } from "./form-problem.tsx";
import { signInByPasskey } from "./passkeys.ts";

/** Signs in without a password, or after it in place of a code. */
export function PasskeySignIn({ next }: { next: string }) {
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const send = async () => {
    setPending(true);
    setProblem(null);
    const result = await signInByPasskey();
    if (result.ok) return location.assign(next);
    setPending(false);
    setProblem(result);
  };
  return (
    <div className={classes.passkey}>
      <Button className={classes.submit} loading={isPending} onClick={() => void send()}>
        Use a passkey
      </Button>
      <FormProblem state={problem && { problem, typed: {} }} fields={[]} />
    </div>
  );
}
