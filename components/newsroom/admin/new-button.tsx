"use client";
import { Button } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";

/** The primary button of a list. Its dialog is empty each time it opens. */
export function NewButton({
  children,
  dialog,
}: {
  children: string;
  dialog: (opened: boolean, close: () => void) => ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  const [round, setRound] = useState(0);
  const open = () => {
    setRound(round + 1);
    setOpened(true);
  };
  return (
    <>
      <Button variant="filled" onClick={open} style={{ flex: "none" }}>
        {children}
      </Button>
      <Fragment key={round}>{dialog(opened, () => setOpened(false))}</Fragment>
    </>
  );
}
