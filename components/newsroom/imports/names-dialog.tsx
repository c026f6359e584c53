"use client";
import { Autocomplete, Button, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readFoundNames, repeatImport } from "#lib/import-runs/actions.ts";
import type { FoundInArchive } from "#lib/import-runs/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./imports.module.css";
import { type Choices, kinds, mappingOf } from "./name-choices.ts";

/** What the import makes of a name whose field stays empty. */
function hintOf(same: string | null, alike: readonly string[]): string {
  const becomes = same === null ? "New" : `Here as ${same}`;
  return alike.length === 0 ? becomes : `${becomes}, apart from ${alike.join(", ")}`;
}

/** Lists the sections, topics and authors of a dry run, takes other names for them, and begins the import. */
export function NamesDialog({ importId, close }: { importId: string; close: () => void }) {
  const [names, setNames] = useState<FoundInArchive["names"] | null>(null);
  const [findings, setFindings] = useState<FoundInArchive["findings"]>([]);
  const [choices, setChoices] = useState<Choices>({ sections: {}, topics: {}, authors: {} });
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const starting = useServerAction(repeatImport);
  useEffect(() => {
    let isOpen = true;
    void readFoundNames({ importId })
      .catch((): Failure => ({ ok: false, code: "BUSY" }))
      .then((read) => {
        if (!isOpen) return;
        if (read.ok) {
          setNames(read.data.names);
          setFindings(read.data.findings);
        } else setRefusal(read);
      });
    return () => {
      isOpen = false;
    };
  }, [importId]);
  const choose = (kind: keyof Choices, name: string, to: string) =>
    setChoices((all) => ({ ...all, [kind]: { ...all[kind], [name]: to } }));
  return (
    <Dialog opened onClose={close} title="Choose names and import" size={720}>
      <p className="dim small">
        An empty field keeps the name. Names that only look alike stay apart: type the other name to merge them. Type –
        to leave a topic or an author out.
      </p>
      {findings.length > 0 && (
        <section className={classes.names} aria-label="What the dry run found">
          <h3>What the dry run found</h3>
          <ul className={classes.findings}>
            {findings.map(({ meaning, count }) => (
              <li key={meaning}>
                {count} × {meaning}
              </li>
            ))}
          </ul>
        </section>
      )}
      {names ? (
        kinds.map(({ kind, title }) => (
          <section key={kind} className={classes.names} aria-label={title}>
            <h3>
              {title} <span className="dim">{names[kind].found.length}</span>
            </h3>
            {names[kind].found.length === 0 && <p className="dim small">None.</p>}
            {names[kind].found.map(({ name, count, to, same, alike }) => (
              <div key={name} className={classes.nameRow}>
                <span className={classes.name}>
                  {name}{" "}
                  <span className="dim small">
                    {count.toLocaleString("en-GB")} {count === 1 ? "item" : "items"}
                  </span>
                  <span className={`dim small ${classes.hint}`}>{hintOf(same, alike)}</span>
                </span>
                <Autocomplete
                  aria-label={`Name here for ${name}`}
                  placeholder={to ?? name}
                  data={names[kind].here}
                  limit={20}
                  value={choices[kind][name] ?? ""}
                  onChange={(value) => choose(kind, name, value)}
                />
              </div>
            ))}
          </section>
        ))
      ) : refusal ? null : (
        <Loader aria-label="Loading names" />
      )}
      <Problem failure={refusal ?? starting.failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button
          variant="filled"
          loading={starting.pending}
          disabled={!names}
          onClick={() =>
            names && starting.send({ importId, isDryRun: false, mapping: mappingOf(names, choices) }, close)
          }
        >
          Import
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
