"use client";
import { Button, Popover } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Result } from "#lib/errors.ts";
import { readSentBack } from "#lib/stories/publishing/actions.ts";
import type { CopyState } from "#lib/stories/types.ts";
import { When } from "../when.tsx";
import classes from "./publish.module.css";
import { unreachable } from "./use-verb.ts";

type Note = Awaited<ReturnType<typeof readSentBack>> extends Result<infer T> ? T : never;

/** Says that the copy came back, from whom and why, until it is filed again. */
export function SentBack({ storyId, copy }: { storyId: string; copy: CopyState }) {
  const [note, setNote] = useState<Note>(null);
  useEffect(() => {
    let here = true;
    setNote(null);
    if (copy === "DRAFT")
      void readSentBack({ storyId })
        .catch(unreachable)
        .then((answer) => here && answer.ok && setNote(answer.data));
    return () => {
      here = false;
    };
  }, [storyId, copy]);
  if (!note) return null;
  return (
    <Popover width={320} shadow="lg" position="bottom-end">
      <Popover.Target>
        <Button
          variant="subtle"
          color="var(--filed)"
          leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden="true" />}
        >
          Sent back
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="small dim">
          {note.by ?? "The newsroom"}, <When at={note.at} />
        </p>
        <p className={classes.note}>{note.note || "Without a note."}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
