"use client";
import { type ReactNode, useState } from "react";
import classes from "./panel.module.css";

type Props = {
  title: string;
  /** Something in it is set. */
  isUsed: boolean;
  /** Something in it asks the person a question, so that it cannot stay closed. */
  isAsking?: boolean;
  children: ReactNode;
};

/** Fields that few stories need, out of the way until they are used or opened. */
export function Fold({ title, isUsed, isAsking = false, children }: Props) {
  const [isOpen, setOpen] = useState(isUsed);
  return (
    <details className={classes.fold} open={isOpen || isAsking} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

export const isAsking = (...fields: { clash: unknown; refusal: unknown }[]): boolean =>
  fields.some(({ clash, refusal }) => clash !== null || refusal !== null);
