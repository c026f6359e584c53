"use client";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Failure } from "#lib/errors.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";

type FormProps = {
  title: string;
  /** The verb on the button: "Save". */
  verb: string;
  /** Names of its fields. Errors of these are shown next to the field. */
  fields: string[];
  pending: boolean;
  failure: Failure | null;
  /** A line beside the buttons. */
  note?: string;
  onCancel: () => void;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
};

/** The form of a dialog. Its input is not handed to `action`: React would empty the fields even if the server refuses. */
export function SaveForm({ title, verb, fields, pending, failure, note, onCancel, onSubmit, children }: FormProps) {
  return (
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
      <DialogFoot note={note}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="filled" loading={pending}>
          {verb}
        </Button>
      </DialogFoot>
    </form>
  );
}

type Props = Omit<FormProps, "onCancel" | "note"> & { opened: boolean; onClose: () => void };

/** A dialog with one form, which keeps its input when the server refuses it. */
export function SaveDialog({ opened, onClose, ...form }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={form.title}>
      <SaveForm {...form} onCancel={onClose} />
    </Dialog>
  );
}

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "");
