"use client";
import { Button, Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import { readLauncherOptions, setLaunchers } from "#lib/fronts/actions.ts";
import type { FrontView } from "#lib/fronts/desk-data.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./compose.module.css";
import { explainFront } from "./front-words.ts";

type Props = {
  front: string;
  name: string;
  chosen: FrontView["launchers"];
  onSaved: () => void;
  onClose: () => void;
};

/** Which editors may launch a front; nobody chosen means all of them. */
export function LaunchersDialog({ front, name, chosen, onSaved, onClose }: Props) {
  const [editors, setEditors] = useState<FrontView["launchers"] | null>(null);
  const [people, setPeople] = useState<string[]>(chosen.map(({ id }) => id));
  const { send, pending, failure } = useServerAction(setLaunchers);
  useEffect(() => {
    readLauncherOptions({}).then(
      (result) => setEditors(result.ok ? result.data : []),
      () => setEditors([]),
    );
  }, []);
  return (
    <Dialog opened onClose={onClose} title={`Who may launch ${name}`}>
      <form
        aria-label="Who may launch"
        onSubmit={(event) => {
          event.preventDefault();
          // One whose account was suspended since is no longer offered, and so not kept.
          send({ front, people: people.filter((id) => editors?.some((editor) => editor.id === id)) }, onSaved);
        }}
      >
        <p className={classes.about}>
          Choose who may launch this front. If you choose nobody, everybody with the right to arrange it may. Admins
          always may.
        </p>
        <Checkbox.Group aria-label="People" value={people} onChange={setPeople}>
          <div className={classes.group}>
            {editors?.map(({ id, name: label }) => (
              <Checkbox key={id} value={id} label={label} />
            ))}
          </div>
        </Checkbox.Group>
        {editors?.length === 0 && <p className={classes.about}>Nobody has the right to arrange this front.</p>}
        <div role="alert">{failure && <p className={classes.problem}>{explainFront(failure)}</p>}</div>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" data-autofocus loading={pending} disabled={editors === null}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
