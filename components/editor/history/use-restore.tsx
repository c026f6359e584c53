"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { useCallback, useState } from "react";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { Failure } from "#lib/errors.ts";
import { restoreRevision } from "#lib/stories/actions.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { collabOf } from "../saving/collab.ts";
import classes from "./history.module.css";

type Around = {
  editor: Editor;
  storyId: string;
  /** Saves unsaved changes; false if that failed. */
  flush: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
};

export type Restore = {
  pending: boolean;
  failure: Failure | null;
  clear: () => void;
  /** Returns whether it succeeded. */
  restore: (number: number) => Promise<boolean>;
};

const notSent: Failure = { ok: false, code: "BUSY" };

/** Restores a revision into the working copy and offers to undo it. Unsaved changes are saved first, so nothing is lost. */
export function useRestore({ editor, storyId, flush, onStatus }: Around): Restore {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  /** `seen`: the newest version that the person has seen; the steps of an earlier restore may not have arrived yet. */
  const send = useCallback(
    async (number: number, seen = 0) => {
      if (!(await flush())) return notSent;
      const version = Math.max(seen, collabOf(editor.state).version);
      const answer = await restoreRevision({ storyId, number, version }).catch(unreachable);
      if (answer.ok) onStatus(answer.data.status);
      return answer;
    },
    [editor, storyId, flush, onStatus],
  );

  const undo = useCallback(
    async (number: number, seen: number) => {
      const answer = await send(number, seen);
      notifications.show(
        answer.ok
          ? { message: "Undone. The story is as it was before.", color: "green" }
          : { message: explainVerb(answer), color: "red", autoClose: 10_000 },
      );
    },
    [send],
  );

  const restore = useCallback(
    async (number: number) => {
      setPending(true);
      setFailure(null);
      const answer = await send(number);
      setPending(false);
      if (!answer.ok) {
        setFailure(answer);
        return false;
      }
      const { undo: before, status } = answer.data;
      if (before === null) {
        notifications.show({ message: `The story is already identical to revision ${number}. Nothing was changed.` });
        return true;
      }
      const id = `restored-${number}-${status.version}`;
      notifications.show({
        id,
        color: "green",
        autoClose: 30_000,
        message: (
          <span className={classes.notice}>
            Revision {number} restored. Readers see no change until you publish.
            <Button
              size="compact-sm"
              onClick={() => {
                notifications.hide(id);
                void undo(before, status.version);
              }}
            >
              Undo
            </Button>
          </span>
        ),
      });
      return true;
    },
    [send, undo],
  );

  const clear = useCallback(() => setFailure(null), []);
  return { pending, failure, clear, restore };
}
