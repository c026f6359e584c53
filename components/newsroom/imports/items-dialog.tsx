"use client";
import { Button, Checkbox, Loader, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readProblems, repeatImport } from "#lib/import-runs/actions.ts";
import type { FoundProblems } from "#lib/import-runs/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./imports.module.css";

const searchMs = 300;

/** Chooses items of an import and imports them once more. */
export function ItemsDialog({ importId, close }: { importId: string; close: () => void }) {
  const [query, setQuery] = useState("");
  const [wanted] = useDebouncedValue(query.trim(), searchMs);
  const [found, setFound] = useState<FoundProblems | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [named, setNamed] = useState("");
  const starting = useServerAction(repeatImport);
  useEffect(() => {
    let isOpen = true;
    void readProblems({ importId, query: wanted })
      .catch((): Failure => ({ ok: false, code: "BUSY" }))
      .then((read) => {
        if (!isOpen) return;
        if (read.ok) setFound(read.data);
        setRefusal(read.ok ? null : read);
      });
    return () => {
      isOpen = false;
    };
  }, [importId, wanted]);
  const typed = named
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const only = [...new Set([...chosen, ...typed])];
  const toggle = (place: string) =>
    setChosen((all) => (all.includes(place) ? all.filter((each) => each !== place) : [...all, place]));
  return (
    <Dialog opened onClose={close} title="Import single items again" size={720}>
      <p className="dim small">
        Galley reads these items again. A story that nobody has changed since its import gets what the archive holds
        now; all others stay as they are, and the report says why.
      </p>
      <TextInput
        className={classes.search ?? ""}
        label="Find items with problems"
        placeholder="A file, a word of the problem"
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      {found ? (
        <>
          {found.total === 0 && <p className="dim small">No item with a problem.</p>}
          <ul className={classes.items} aria-label="Items with problems">
            {found.items.map(({ place, problems, count }) => (
              <li key={place}>
                <Checkbox
                  label={
                    <>
                      {place}
                      <span className={`dim small ${classes.hint}`}>
                        {problems.join("; ")}
                        {count > problems.length && `; ${count - problems.length} more`}
                      </span>
                    </>
                  }
                  checked={chosen.includes(place)}
                  onChange={() => toggle(place)}
                />
              </li>
            ))}
          </ul>
          {found.total > found.items.length && (
            <p className="dim small">
              {found.items.length} of {found.total.toLocaleString("en-GB")} items. Search to find the others.
            </p>
          )}
        </>
      ) : refusal ? null : (
        <Loader aria-label="Loading items" />
      )}
      <Textarea
        label="Or name items"
        description="One on each line, as reports name them: posts/ferry.md, or export.xml:120."
        rows={3}
        value={named}
        onChange={({ currentTarget }) => setNamed(currentTarget.value)}
      />
      <Problem failure={refusal ?? starting.failure} />
      <DialogFoot note={only.length > 0 ? `${only.length.toLocaleString("en-GB")} chosen` : undefined}>
        <Button onClick={close}>Cancel</Button>
        <Button
          variant="filled"
          loading={starting.pending}
          disabled={only.length === 0}
          onClick={() => starting.send({ importId, isDryRun: false, only }, close)}
        >
          Import again
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
