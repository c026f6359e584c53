"use client";
import { Button, Checkbox } from "@mantine/core";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { erase, readNamePlaces, readPersonalData } from "#lib/people/actions.ts";
import type { PersonRow } from "#lib/people/data.ts";
import type { NamePlace, NamePlaces } from "#lib/people/types.ts";
import { Dialog, DialogFoot } from "./dialog.tsx";
import classes from "./personal-data.module.css";
import { Problem } from "./problem.tsx";
import { unreachable } from "./publish/use-verb.ts";
import { useServerAction } from "./use-server-action.ts";

type Props = { person: PersonRow; close: () => void };

/** Downloads all that is kept about a person. */
export function ExportDialog({ person, close }: Props) {
  const { send, pending, failure } = useServerAction(readPersonalData);
  const download = () =>
    send({ personId: person.id }, ({ fileName, json }) => {
      const address = URL.createObjectURL(new Blob([json], { type: "application/json" }));
      const link = Object.assign(document.createElement("a"), { href: address, download: fileName });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      close();
    });
  return (
    <Dialog opened onClose={close} title={`Personal data of ${person.name}`}>
      <p>
        A JSON file with the account, byline, sessions, notices, mail, comments, work and audit events of {person.name}.
        Confidential stories that you may not see are counted, not named. The audit log records the download.
      </p>
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button variant="filled" loading={pending} onClick={download}>
          Download
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** Erases the personal data of somebody who has left. */
export function EraseDialog({ person, close, onHandOver }: Props & { onHandOver: () => void }) {
  const [keepsName, setKeepsName] = useState(false);
  const { send, pending, failure } = useServerAction(erase);
  const hasOpenWork = failure?.code === "IN_USE";
  return (
    <Dialog opened onClose={close} title={`Erase the personal data of ${person.name}?`}>
      <p style={{ marginBottom: 14 }}>
        Erases the email, password, second factors, sessions, notices, settings and portrait. {person.name} can no
        longer sign in. Bylines, published stories and their history stay. This cannot be undone.
      </p>
      <Checkbox
        label="Keep the name in the history and the audit log"
        description="Keep it only if the law lets you or obliges you to."
        checked={keepsName}
        onChange={(event) => setKeepsName(event.currentTarget.checked)}
      />
      <NameMentions person={person} />
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        {hasOpenWork ? (
          <Button variant="filled" onClick={onHandOver}>
            Hand over open work
          </Button>
        ) : (
          <Button
            variant="filled"
            color="var(--danger)"
            loading={pending}
            onClick={() => send({ personId: person.id, keepsName }, close)}
          >
            Erase
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}

const placeNames: Record<NamePlace["kind"], string> = {
  comment: "Comment",
  note: "Hand-over note",
  history: "Note in the history",
  assignment: "Assignment",
  flag: "Flag",
  checklist: "Checklist",
  review: "Review link",
  picture: "Picture",
  file: "File",
  audit: "Audit log",
};

/** Where people typed the name, so that an admin can change it there before the account is erased. */
function NameMentions({ person }: { person: PersonRow }) {
  const [found, setFound] = useState<NamePlaces | null>(null);
  const [lost, setLost] = useState<Failure | null>(null);
  useEffect(() => {
    void readNamePlaces({ personId: person.id })
      .catch(unreachable)
      .then((answer) => (answer.ok ? setFound(answer.data) : setLost(answer)));
  }, [person.id]);
  if (lost) return <Problem failure={lost} />;
  if (!found) return <p className={classes.note}>Looking for the name in comments, notes and descriptions…</p>;
  const { count, isCut, hiddenCount, places } = found;
  if (count === 0)
    return <p className={classes.note}>The name is in no comment, note, description of a file or event of the log.</p>;
  const rest = count - hiddenCount - places.length;
  return (
    <section className={classes.places} aria-labelledby="name-places">
      <h3 id="name-places">
        The name stays in {isCut ? "at least " : ""}
        {count === 1 ? "1 text" : `${count} texts`} that people typed
      </h3>
      <p>Change these first if the name has to go. Events of the audit log cannot be changed.</p>
      <ul>
        {places.map(({ kind, title, href }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a story may have several of a kind, and the list never changes
          <li key={index}>
            {placeNames[kind]}:{" "}
            <Link className="link" href={href} target="_blank" prefetch={false}>
              {title || "without a title"}
            </Link>
          </li>
        ))}
      </ul>
      {rest > 0 && <p>{rest} more are not listed.</p>}
      {hiddenCount > 0 && (
        <p>
          {hiddenCount === 1 ? "1 is" : `${hiddenCount} are`} in confidential stories and their files, or in a log, that
          you may not see.
        </p>
      )}
    </section>
  );
}
