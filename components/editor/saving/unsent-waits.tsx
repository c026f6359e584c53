"use client";
import { Button } from "@mantine/core";
import classes from "./saving.module.css";

/** Announces unsaved changes to a text too old to be saved, until the writer has decided what to do with them. */
export const UnsentWaits = ({ compare }: { compare: () => void }) => (
  <section className={classes.kept} aria-label="Unsaved changes">
    <h3>You have unsaved changes</h3>
    <p className={classes.why}>The story has changed too much since then for them to be added automatically.</p>
    <div>
      <Button size="compact-sm" onClick={compare}>
        Compare with current version
      </Button>
    </div>
  </section>
);
