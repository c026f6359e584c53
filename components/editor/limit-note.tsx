"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { nearLimit } from "#lib/document/limits.ts";
import classes from "./story-screen.module.css";
import { limitWarning } from "./writing/limit-messages.ts";

/** Delay in milliseconds after the last change. */
const pause = 400;

/** Warns a writer before the story is full. */
export function LimitNote({ editor }: { editor: Editor }) {
  const [warning, setWarning] = useState<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const near = nearLimit(editor.state.doc);
      setWarning(near && limitWarning(near));
    };
    const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    };
    look();
    editor.on("transaction", later);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", later);
    };
  }, [editor]);
  return warning === null ? null : (
    <p className={classes.closed} role="note">
      {warning}
    </p>
  );
}
