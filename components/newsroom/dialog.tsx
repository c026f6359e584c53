"use client";
import { Button, Modal, type ModalProps } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import classes from "./dialog.module.css";
import { Problem } from "./problem.tsx";

type Props = Pick<ModalProps, "opened" | "onClose" | "title" | "children" | "size">;

/** A dialog with a line under its title; a sheet from below on phones. */
export function Dialog({ size = 520, ...props }: Props) {
  useFocusBack();
  return (
    <Modal
      {...props}
      size={size}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{
        inner: classes.inner ?? "",
        content: classes.content ?? "",
        header: classes.header ?? "",
        title: classes.title ?? "",
        body: classes.body ?? "",
      }}
    />
  );
}

/** A dialog that is there only while it is open gives the focus back itself: Mantine does so for those that stay. */
function useFocusBack(): void {
  // At the first render: the effects of what is inside have moved the focus by the time of ours.
  const [before] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  useEffect(() => () => giveFocusBack(before), [before]);
}

/** Focuses the element in the next frame, unless the focus has gone somewhere by then. */
export function giveFocusBack(element: Element | null): void {
  requestAnimationFrame(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && element instanceof HTMLElement && element.isConnected) element.focus();
  });
}

/** The last line of a dialog: a remark at its start, buttons at its end. */
export function DialogFoot({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.foot}>
      {note && <span className={classes.note}>{note}</span>}
      {children}
    </div>
  );
}

type ConfirmProps = {
  opened: boolean;
  onClose: () => void;
  /** A question that names the thing: "Suspend Petra Voss?" */
  question: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button: "Suspend". */
  verb: string;
  danger?: boolean;
  pending: boolean;
  failure: Failure | null;
  onConfirm: () => void;
};

/** Asks before something that cannot be undone with one key. */
export function Confirm({
  opened,
  onClose,
  question,
  children,
  verb,
  danger,
  pending,
  failure,
  onConfirm,
}: ConfirmProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={question} size={440}>
      <div className={classes.text}>{children}</div>
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button variant="filled" loading={pending} onClick={onConfirm} {...(danger ? { color: "var(--danger)" } : {})}>
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
