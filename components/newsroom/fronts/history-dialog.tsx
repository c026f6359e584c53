"use client";
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { readLaunch, readLaunches } from "#lib/fronts/actions.ts";
import type { LaunchComparison, LaunchRow } from "#lib/fronts/desk-data.ts";
import type { ContainerChange } from "#lib/fronts/edit-policy.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import classes from "./compose.module.css";
import { nameOfContainer, wordsOfChange } from "./front-words.ts";

type Props = {
  front: string;
  name: string;
  hasDraft: boolean;
  mayEdit: boolean;
  onRestore: (number: number) => void;
  onClose: () => void;
};

/** Every launch of a front, what it changed, how it differs from what is live, and a way back to it. */
export function HistoryDialog({ front, name, hasDraft, mayEdit, onRestore, onClose }: Props) {
  const times = useTimes();
  const [launches, setLaunches] = useState<LaunchRow[] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [comparison, setComparison] = useState<LaunchComparison | null>(null);
  useEffect(() => {
    readLaunches({ front }).then(
      (result) => setLaunches(result.ok ? result.data : []),
      () => setLaunches([]),
    );
  }, [front]);
  useEffect(() => {
    setComparison(null);
    if (chosen === null) return;
    let isOld = false;
    readLaunch({ front, number: chosen }).then(
      (result) => !isOld && result.ok && setComparison(result.data),
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [front, chosen]);
  const newest = launches?.[0]?.number;
  return (
    <Dialog opened onClose={onClose} title={`History of ${name}`} size={640}>
      {launches?.length === 0 && <p className={classes.about}>Nobody has launched this front yet.</p>}
      <ol className={classes.launches}>
        {launches?.map(({ number, at, by }) => (
          <li key={number}>
            <button
              type="button"
              aria-expanded={chosen === number}
              onClick={() => setChosen(chosen === number ? null : number)}
            >
              <b>Launch {number}</b> {number === newest && <span className={classes.onFront}>Live</span>}
              <span className="dim">
                {times.full(new Date(at))}, {by}
              </span>
            </button>
            {chosen === number && comparison && (
              <div className={classes.comparison}>
                <Changes title="What this launch changed" changes={comparison.fromBefore} />
                {number !== newest && <Changes title="Compared with the live front" changes={comparison.toLive} />}
                <a className="link" href={`/desk/front-preview/${front}/${number}`} target="_blank" rel="noreferrer">
                  See the page of launch {number}
                </a>
                {mayEdit && (
                  <Button size="compact-sm" onClick={() => onRestore(number)}>
                    Restore as draft
                  </Button>
                )}
                {mayEdit && hasDraft && <p className={classes.about}>Restoring replaces the present draft.</p>}
              </div>
            )}
          </li>
        ))}
      </ol>
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}

const Changes = ({ title, changes }: { title: string; changes: readonly ContainerChange[] }) => (
  <div>
    <h3>{title}</h3>
    {changes.length === 0 ? (
      <p className="dim">Nothing</p>
    ) : (
      <ul>
        {changes.map((change) => (
          <li key={change.id}>
            <b>{nameOfContainer(change)}</b>: {wordsOfChange(change)}
          </li>
        ))}
      </ul>
    )}
  </div>
);
