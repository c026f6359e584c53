"use client";
import { Button, CopyButton, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./copy-link.module.css";

/** A link or another secret to pass on: shown once, selected with one click, copied with a button. */
export function CopyLink({ label, link, verb = "Copy link" }: { label: string; link: string; verb?: string }) {
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.field ?? ""}
        label={label}
        value={link}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={link} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            className={classes.button ?? ""}
            variant="filled"
            onClick={copy}
            data-autofocus
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          >
            {copied ? "Copied" : verb}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
