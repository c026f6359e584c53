"use client";
import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./selection-tools.module.css";

type Props = {
  /** What is selected: "Selected pictures". */
  name: string;
  /** How many: "3 pictures". */
  count: string;
  /** Why nothing can be done with so many; false: they are not too many. */
  tooMany: string | false;
  clear: () => void;
  /** Why the last action was refused. */
  problem?: string | null;
  /** The actions. */
  children: ReactNode;
};

/** The bar below a list that appears while something in it is selected. */
export const SelectionTools = ({ name, count, tooMany, clear, problem, children }: Props) => (
  <section className={classes.bar} aria-label={name}>
    <b role="status">{count} selected</b>
    {tooMany && <span className={classes.problem}>{tooMany}</span>}
    <span className={classes.tools}>
      {children}
      <Button onClick={clear} leftSection={<IconX size={16} aria-hidden="true" />}>
        Clear selection
      </Button>
    </span>
    {problem && (
      <p role="alert" className={classes.problem}>
        {problem}
      </p>
    )}
  </section>
);
