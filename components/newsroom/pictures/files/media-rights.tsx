"use client";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import * as desk from "#lib/picture-desk/media-actions.ts";
import type { MediaDetails } from "#lib/picture-desk/media-data.ts";
import { useTimes } from "../../newsroom-context.tsx";
import { Problem } from "../../problem.tsx";
import { useLeaveGuard } from "../../use-leave-guard.tsx";
import { useServerAction } from "../../use-server-action.ts";
import { useWallTime, WallQuestion } from "../../use-wall-time.tsx";
import { hiddenWords } from "../hidden-words.ts";
import classes from "../page/picture-page.module.css";
import formClasses from "./media.module.css";

type Terms = Pick<MediaDetails, "rightsNote" | "usableUntil">;
const isSame = (one: Terms, other: Terms): boolean =>
  one.rightsNote === other.rightsNote && one.usableUntil === other.usableUntil;

/** The terms of a file, whether readers may see it, and its way to the trash. */
export function MediaRights({ media }: { media: MediaDetails }) {
  const { id: mediaId, mayManage, mayTrash, trashedAt } = media;
  const times = useTimes();
  const router = useRouter();
  const isReady = useMounted(); // before, React would replace what is typed
  const stored: Terms = { rightsNote: media.rightsNote, usableUntil: media.usableUntil };
  const [seen, setSeen] = useState(stored);
  const [terms, setTerms] = useState(stored);
  const [done, setDone] = useState("");
  const save = useServerAction(desk.changeMediaRights);
  const trash = useServerAction(desk.trashMedia);
  const restore = useServerAction(desk.restoreMedia);
  const until = useWallTime(terms.usableUntil, (usableUntil) => setTerms((now) => ({ ...now, usableUntil })));
  const isUnsaved = !isSame(terms, seen);
  const isPast = terms.usableUntil !== null && Date.parse(terms.usableUntil) <= Date.now();
  const hasClash = save.failure?.code === "CHANGED_MEANWHILE" && !isSame(seen, stored);
  const question = useLeaveGuard(isUnsaved);
  useEffect(() => {
    if (save.failure?.code === "CHANGED_MEANWHILE") router.refresh(); // to show what the other one saved
  }, [save.failure, router]);
  const change = (part: Partial<Terms>) => {
    setDone("");
    setTerms((now) => ({ ...now, ...part }));
  };
  const send = () => {
    // After a clash the person has read what the other one saved.
    const base = hasClash ? stored : seen;
    setSeen(base);
    save.send({ mediaId, ...terms, seen: base }, ({ change: applied, storyCount, terms: saved }) => {
      setSeen(saved);
      setTerms(saved);
      const stories = storyCount === 1 ? "1 story" : `${storyCount.toLocaleString("en-GB")} stories`;
      if (applied === null || storyCount === 0) setDone("Saved.");
      else
        setDone(
          applied === "HIDDEN" ? `Saved. Readers lost it in ${stories}.` : `Saved. Readers see it in ${stories}.`,
        );
    });
  };
  const note = trashedAt
    ? `It was moved there on ${times.full(new Date(trashedAt))} and is deleted for good after 30 days.`
    : media.isHidden
      ? "Enter a later date if its rights were extended."
      : null;
  return (
    <section className={classes.section} aria-labelledby="rights-title">
      <h2 id="rights-title">Rights</h2>
      {note && (
        <div className={classes.note} role="note">
          <b>{trashedAt ? hiddenWords.TRASHED : hiddenWords.EXPIRED}</b>
          <p>{note}</p>
        </div>
      )}
      {!mayManage && <p className="dim small">You can read this. Editors and admins change it.</p>}
      <form
        className={formClasses.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Textarea
          label="Terms"
          description="Contract, licence, whom to ask."
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2_000}
          value={terms.rightsNote}
          readOnly={!mayManage || !isReady}
          error={save.failure?.fields?.rightsNote}
          onChange={(event) => change({ rightsNote: event.currentTarget.value })}
        />
        <div>
          <TextInput
            type="datetime-local"
            label="May be used until"
            description={until.shown ? `${until.shown}.` : `Time zone: ${times.zone}.`}
            value={until.wall}
            readOnly={!mayManage || !isReady}
            error={save.failure?.fields?.usableUntil}
            onChange={(event) => until.type(event.currentTarget.value)}
          />
          <WallQuestion question={until.question} />
        </div>
        {isUnsaved && isPast && terms.usableUntil !== seen.usableUntil && (
          <p className={classes.ask}>This time is in the past: readers lose the file as soon as you save.</p>
        )}
        {hasClash && (
          <div className={classes.ask} role="alert">
            <b>Somebody else has just changed the terms</b>
            <p>
              Now: “{stored.rightsNote}”
              {stored.usableUntil ? `, until ${times.full(new Date(stored.usableUntil))}` : ", without an end"}. Save
              again to replace this with yours.
            </p>
          </div>
        )}
        {!hasClash && <Problem failure={save.failure} marked={["rightsNote", "usableUntil"]} />}
        {mayManage && (
          <Button
            type="submit"
            variant="filled"
            loading={save.pending}
            disabled={!isUnsaved || until.question !== null}
          >
            Save
          </Button>
        )}
      </form>
      <p className={classes.done} role="status">
        {done}
      </p>
      <div className={classes.buttons}>
        {mayTrash && !trashedAt && (
          <Button
            loading={trash.pending}
            onClick={() =>
              trash.send({ mediaId }, ({ draftCount }) =>
                setDone(
                  draftCount === 0
                    ? "Moved to the trash."
                    : `Moved to the trash. ${draftCount === 1 ? "One draft still uses" : `${draftCount} drafts still use`} it.`,
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
            onClick={() => restore.send({ mediaId }, () => setDone("Restored from the trash."))}
          >
            Restore
          </Button>
        )}
      </div>
      <Problem failure={trash.failure ?? restore.failure} />
      {question}
    </section>
  );
}
