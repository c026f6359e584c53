"use client";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Failure } from "#lib/errors.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The verb on the button: "Save". */
  verb: string;
  /** Names of its fields. Errors of these are shown next to the field. */
  fields: string[];
  pending: boolean;
  failure: Failure | null;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
};

/** A dialog with one form, which keeps its input when the server refuses it. */
export function SaveDialog({ opened, onClose, title, verb, fields, pending, failure, onSubmit, children }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <form
        aria-label={title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        <Problem failure={failure} marked={fields} />
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending}>
            {verb}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "");
