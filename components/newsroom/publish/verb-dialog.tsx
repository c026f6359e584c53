"use client";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { explainVerb } from "./explain-verb.ts";
import classes from "./publish.module.css";
import { useVerb } from "./use-verb.ts";

type Props<I, T> = {
  title: string;
  verb: string;
  size?: number;
  danger?: boolean;
  action: (input: I) => Promise<Result<T>>;
  /** The input to send, or null while something is missing. */
  input: I | null;
  onClose: () => void;
  onDone: (data: T) => void;
  onRefused?: (failure: Failure) => void;
  /** What a refusal means here. */
  explain?: (failure: Failure) => string;
  /** The button that closes the dialog; "Cancel" unless something is done already. */
  close?: string;
  children: ReactNode;
};

/** A dialog that sends one verb. It keeps its input if the verb is refused. */
export function VerbDialog<I, T>(props: Props<I, T>) {
  const { title, verb, size, danger, action, input, onClose, onDone, onRefused, children } = props;
  const { explain = explainVerb, close = "Cancel" } = props;
  const { send, pending, failure } = useVerb(action);
  return (
    <Dialog opened onClose={onClose} title={title} {...(size && { size })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (input !== null) send(input, onDone, onRefused);
        }}
      >
        {children}
        <div className={classes.foot}>
          <div role="alert">{failure && <p className={classes.refused}>{explain(failure)}</p>}</div>
          <DialogFoot>
            <Button onClick={onClose}>{close}</Button>
            <Button
              type="submit"
              variant="filled"
              loading={pending}
              disabled={input === null}
              {...(danger ? { color: "var(--danger)" } : {})}
            >
              {verb}
            </Button>
          </DialogFoot>
        </div>
      </form>
    </Dialog>
  );
}
