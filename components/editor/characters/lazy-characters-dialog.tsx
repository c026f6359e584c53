"use client";
import { notifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import type { CharactersDialogProps } from "./characters-dialog.tsx";

/** The dialog "Special character". Its code is loaded when it is first opened. */
export const LazyCharactersDialog = dynamic<CharactersDialogProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("./characters-dialog.tsx").then(({ CharactersDialog }) => CharactersDialog).catch(() => NotLoaded),
  { ssr: false },
);

function NotLoaded({ close }: CharactersDialogProps) {
  useEffect(() => {
    notifications.show({ message: "The characters could not be loaded. Try again when you are online." });
    close();
  }, [close]);
  return null;
}
