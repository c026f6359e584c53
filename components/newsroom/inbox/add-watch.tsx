"use client";
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { setWatching } from "#lib/inbox/actions.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./watching.module.css";

type Props = {
  kind: "SECTION" | "PERSON";
  /** Those that are neither watched nor muted yet. */
  options: readonly { id: string; name: string }[];
};

/** Adds a section or a person to what is watched or muted. */
export function AddWatch({ kind, options }: Props) {
  const { send, pending, failure, clear } = useServerAction(setWatching);
  const [chosen, choose] = useState<string | null>(null);
  const noun = kind === "SECTION" ? "section" : "person";
  const add = (how: "WATCH" | "MUTE") => chosen && send({ kind, subjectId: chosen, how }, () => choose(null));
  return (
    <div className={classes.add}>
      <Select
        label={kind === "SECTION" ? "Section" : "Person"}
        placeholder={`Choose a ${noun}`}
        searchable
        clearable
        nothingFoundMessage={`No ${noun} found`}
        maxDropdownHeight={240}
        data={options.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={(id) => {
          clear();
          choose(id);
        }}
      />
      <Button disabled={!chosen || pending} onClick={() => add("WATCH")}>
        Watch {noun}
      </Button>
      <Button variant="default" disabled={!chosen || pending} onClick={() => add("MUTE")}>
        Mute {noun}
      </Button>
      <Problem failure={failure} />
    </div>
  );
}
