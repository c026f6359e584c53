"use client";
import { Button, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainErasure } from "#components/newsroom/publish/erased.ts";
import * as desk from "#lib/picture-desk/actions.ts";
import type { PictureRightsState } from "#lib/picture-desk/data.ts";
import type { Withdrawn } from "#lib/picture-desk/mutations.ts";
import { Dialog, DialogFoot } from "../../dialog.tsx";
import { Problem } from "../../problem.tsx";
import { useServerAction } from "../../use-server-action.ts";
import { hiddenWords } from "../hidden-words.ts";
import classes from "./picture-page.module.css";

type Props = { pictureId: string; state: PictureRightsState };

/** Whether readers may see the picture, why not, and what can be done about it. */
export function RightsNotes({ pictureId, state }: Props) {
  const times = useTimes();
  const full = (at: string) => times.full(new Date(at));
  const [asks, setAsks] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const allow = useServerAction(desk.allowPictureAgain);
  const trash = useServerAction(desk.trashPictures);
  const restore = useServerAction(desk.restorePictures);
  const { withdrawn, trashedAt, mayManage, mayTrash } = state;
  const { usableFrom, usableUntil } = state.terms;
  const hasEnded = state.isHidden && usableUntil !== null && Date.parse(usableUntil) <= Date.now();
  const isYetToCome = state.isHidden && usableFrom !== null && Date.parse(usableFrom) > Date.now();
  return (
    <>
      {withdrawn && (
        <Note title={hiddenWords.WITHDRAWN}>
          {withdrawn.by ?? "Somebody"} withdrew it on {full(withdrawn.at)}: “{withdrawn.reason}”
        </Note>
      )}
      {trashedAt && (
        <Note title={hiddenWords.TRASHED}>
          It was moved there on {full(trashedAt)} and is deleted for good after 30 days.
        </Note>
      )}
      {!withdrawn && !trashedAt && hasEnded && (
        <Note title={hiddenWords.EXPIRED}>Enter a later date if its rights were extended.</Note>
      )}
      {!withdrawn && !trashedAt && isYetToCome && (
        <Note title={hiddenWords.NOT_YET}>They get it in its stories when its use begins.</Note>
      )}
      <p className={classes.done} role="status">
        {done}
      </p>
      <div className={classes.buttons}>
        {mayManage && !withdrawn && (
          <Button color="var(--danger)" onClick={() => setAsks(true)}>
            Withdraw everywhere
          </Button>
        )}
        {mayManage && withdrawn && (
          <Button
            loading={allow.pending}
            onClick={() =>
              allow.send({ pictureId }, ({ storyCount }) =>
                setDone(storyCount > 0 ? `Allowed again: readers see it in ${countOf(storyCount)}.` : "Allowed again."),
              )
            }
          >
            Allow again
          </Button>
        )}
        {mayTrash && !trashedAt && (
          <Button
            loading={trash.pending}
            onClick={() =>
              trash.send({ pictureIds: [pictureId] }, ({ draftCount }) =>
                setDone(
                  draftCount > 0
                    ? `Moved to the trash. ${draftCount === 1 ? "One draft still uses" : `${draftCount} drafts still use`} it: they cannot be published with it.`
                    : "Moved to the trash.",
                ),
              )
            }
          >
            Move to the trash
          </Button>
        )}
        {mayTrash && trashedAt && (
          <Button
            loading={restore.pending}
            onClick={() => restore.send({ pictureIds: [pictureId] }, () => setDone("Restored from the trash."))}
          >
            Restore
          </Button>
        )}
      </div>
      <Problem failure={allow.failure ?? trash.failure ?? restore.failure} />
      {asks && (
        <WithdrawDialog
          pictureId={pictureId}
          onClose={() => setAsks(false)}
          onDone={(result) => {
            setAsks(false);
            setDone(goneSentence(result, (erasure) => explainErasure(erasure, times)));
          }}
        />
      )}
    </>
  );
}

const countOf = (stories: number): string => (stories === 1 ? "1 story" : `${stories.toLocaleString("en-GB")} stories`);

/** What a withdrawal has done, and where the picture may still be. */
function goneSentence(
  { storyCount, erasure }: Withdrawn,
  explainIt: (erasure: Withdrawn["erasure"]) => { title: string; why: string },
): string {
  const removed = `removed from ${countOf(storyCount)}`;
  if (erasure === "EVERYWHERE") return `Gone everywhere: ${removed}.`;
  const { title, why } = explainIt(erasure);
  return `Withdrawn: ${removed}. ${title}. ${why}`;
}

const Note = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={classes.note} role="note">
    <b>{title}</b>
    <p>{children}</p>
  </div>
);

type DialogProps = { pictureId: string; onClose: () => void; onDone: (result: Withdrawn) => void };

function WithdrawDialog({ pictureId, onClose, onDone }: DialogProps) {
  const [reason, setReason] = useState("");
  const { send, pending, failure } = useServerAction(desk.withdrawPicture);
  return (
    <Dialog opened onClose={onClose} title="Withdraw this picture everywhere?">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send({ pictureId, reason }, onDone);
        }}
      >
        <p className="small">
          Readers lose it at once on every page, in feeds and in link previews. Stories keep their text, and the
          newsroom still sees the picture. You can allow it again.
        </p>
        <Textarea
          mt="sm"
          label="Reason"
          description="For the newsroom's records. Readers do not see it."
          required
          autosize
          minRows={2}
          maxLength={1_000}
          data-autofocus
          value={reason}
          error={failure?.fields?.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Problem failure={failure} marked={["reason"]} />
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="filled"
            color="var(--danger)"
            loading={pending}
            disabled={reason.trim() === ""}
          >
            Withdraw
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
