import { Checkbox } from "@mantine/core";
import type { PublishBrief } from "#lib/stories/publishing/data.ts";
import { flagNames } from "../assignments/assignment-words.ts";
import { OpenCheck } from "./check-list.tsx";
import classes from "./publish.module.css";

type Props = { flags: PublishBrief["flags"]; checked: boolean; onChange: (checked: boolean) => void };

/** Asks once more before a story is published that somebody has flagged. */
export const FlagQuestion = ({ flags, checked, onChange }: Props) => (
  <section aria-label="Flags">
    <h3>Flags</h3>
    <ul className={classes.checks}>
      {flags.map(({ kind, reason, by }) => (
        <OpenCheck key={kind} remark={reason}>
          {flagNames[kind]}, flagged by {by ?? "Galley"}
        </OpenCheck>
      ))}
    </ul>
    <Checkbox
      mt={8}
      label="I have considered these flags and want to publish"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </section>
);
