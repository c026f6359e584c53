"use client";
import { useEffect, useRef, useState } from "react";
import { lazyPart } from "../lazy-part.tsx";
import { setAsker } from "./ask-to-confirm.ts";

const ConfirmIdentity = lazyPart("The question who you are", async () => {
  return (await import("./confirm-identity.tsx")).ConfirmIdentity;
});

/** Shows the dialog that `askToConfirm` waits for. One per page. */
export function ConfirmHost() {
  const answer = useRef<((isConfirmed: boolean) => void) | null>(null);
  const [isNeeded, setNeeded] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    setAsker(
      () =>
        new Promise((resolve) => {
          answer.current?.(false);
          answer.current = resolve;
          setNeeded(true);
          setOpen(true);
        }),
    );
    return () => setAsker(null);
  }, []);
  const close = (isConfirmed = false) => {
    setOpen(false);
    answer.current?.(isConfirmed);
    answer.current = null;
  };
  return isNeeded && <ConfirmIdentity opened={isOpen} close={close} />;
}
