"use client";
import { Button, Modal, type ModalProps } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { Failure } from "#lib/errors.ts";
import classes from "./dialog.module.css";
import { Problem } from "./problem.tsx";

type Props = Pick<ModalProps, "opened" | "onClose" | "title" | "children" | "size" | "zIndex">;

/** A dialog with a line under its title; on phones a sheet that opens from the bottom. */
export function Dialog({ size = 520, children, ...props }: Props) {
  const opener = useOpener(props.opened);
  // Also for a dialog that was closed before its content was shown.
  useEffect(() => {
    if (props.opened) return () => giveFocusBack(opener.current);
  }, [props.opened, opener]);
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
    >
      {children}
      <ReturnFocus opener={opener} />
    </Modal>
  );
}

/** What had the focus when the dialog opened. */
function useOpener(opened: boolean): RefObject<Element | null> {
  const opener = useRef<Element | null>(null);
  const wasOpened = useRef(false);
  // Read during render, because effects of the content move the focus before ours run.
  if (opened && !wasOpened.current && typeof document !== "undefined")
    opener.current = openerOf(document.activeElement);
  wasOpened.current = opened;
  return opener;
}

/**
 * Returns the focus when the content of a dialog has left the page. Mantine returns it only for dialogs that stay mounted, cannot
 * return it to the button of the menu whose entry opened the dialog, and sometimes returns it before the content is gone.
 */
function ReturnFocus({ opener }: { opener: RefObject<Element | null> }) {
  useEffect(() => () => giveFocusBack(opener.current), [opener]);
  return null;
}

/** The button of a menu for an entry of it, which disappears with the menu. */
export function openerOf(element: Element | null): Element | null {
  const button = element?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return (button && document.getElementById(button)) || element;
}

/** Focuses the element in the next frame, unless something else has the focus by then. */
export function giveFocusBack(element: Element | null): void {
  requestAnimationFrame(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && element instanceof HTMLElement && element.isConnected) element.focus();
  });
}

/** The last line of a dialog: a note at its start, buttons at its end. */
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
  /** A question that names the object: "Suspend Petra Voss?" */
  question: string;
  /** The consequences. */
  children: ReactNode;
  /** The verb on the button: "Suspend". */
  verb: string;
  danger?: boolean;
  pending: boolean;
  failure: Failure | null;
  onConfirm: () => void;
};

/** Asks before an action that cannot be undone easily. */
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
