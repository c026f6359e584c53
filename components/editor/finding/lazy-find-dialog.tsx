"use client";
import { notifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import type { FindDialogProps } from "./find-dialog.tsx";

/** The dialog "Find and replace". Its code is loaded when it is first opened. */
export const LazyFindDialog = dynamic<FindDialogProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("./find-dialog.tsx").then(({ FindDialog }) => FindDialog).catch(() => NotLoaded),
  { ssr: false },
);

function NotLoaded({ close }: FindDialogProps) {
  useEffect(() => {
    notifications.show({ message: "Find and replace could not be loaded. Try again when you are online." });
    close();
  }, [close]);
  return null;
}
