"use client";
import { Button, Modal, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { linkFromInput } from "#lib/document/links.ts";
import { linkAt, removeLink, setLink } from "../writing/marks.ts";
import classes from "./bars.module.css";

/** Asks for the address of a link. */
export function LinkDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const [there] = useState(() => linkAt(editor.state));
  const [range] = useState(() => {
    const { from, to, empty } = editor.state.selection;
    return there && empty ? { from: there.from, to: there.to } : { from, to };
  });
  const [address, setAddress] = useState(there?.href ?? "");
  const [problem, setProblem] = useState<string | null>(null);

  const end = () => {
    close();
    editor.view.focus();
  };
  const save = () => {
    const href = linkFromInput(address);
    if (href === null) return setProblem("Enter a URL, an email address, or a path such as /news.");
    editor.view.dispatch(setLink(editor.state, range, href));
    end();
  };
  return (
    <Modal opened onClose={end} title="Link" size={420}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          data-autofocus
          label="Address"
          placeholder="https://"
          inputMode="url"
          value={address}
          error={problem}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <div className={classes.ends}>
          {there && (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                editor.view.dispatch(removeLink(editor.state, range));
                end();
              }}
            >
              Remove link
            </Button>
          )}
          <Button type="submit" variant="filled">
            {there ? "Change link" : "Add link"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
