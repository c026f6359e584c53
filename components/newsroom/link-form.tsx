"use client";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Failure } from "#lib/errors.ts";
import classes from "./door.module.css";
import { FormProblem } from "./form-problem.tsx";

type Props = {
  label: string;
  token: string;
  send: (form: FormData) => void;
  pending: boolean;
  problem: Failure | null | undefined;
  /** On the button. */
  children: ReactNode;
};

/** What a link leads to. The link itself does nothing: previews and scanners open links, people press buttons. */
export function LinkForm({ label, token, send, pending, problem, children }: Props) {
  return (
    <form action={send} aria-label={label}>
      <input type="hidden" name="token" value={token} />
      <FormProblem state={problem ? { problem, typed: {} } : null} fields={[]} />
      <Button type="submit" variant="filled" className={classes.submit} loading={pending} autoFocus>
        {children}
      </Button>
    </form>
  );
}
