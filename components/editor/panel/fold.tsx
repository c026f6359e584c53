"use client";
import { type ReactNode, useRef, useState } from "react";
import classes from "./panel.module.css";

type Props = {
  title: string;
  /** Whether a field inside is set. */
  isUsed: boolean;
  /** Whether a field inside asks the person something, so that the fold must be open. */
  isAsking?: boolean;
  /** Whether the fields are made when the group is opened first. */
  isLazy?: boolean;
  children: ReactNode;
};

/** A group of rarely used fields, collapsed until one is set or the person opens it. */
export function Fold({ title, isUsed, isAsking = false, isLazy = false, children }: Props) {
  const [isOpen, setOpen] = useState(isUsed);
  const wasOpen = useRef(!isLazy);
  if (isOpen || isAsking) wasOpen.current = true;
  return (
    <details className={classes.fold} open={isOpen || isAsking} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {wasOpen.current && children}
    </details>
  );
}

export const isAsking = (...fields: { clash: unknown; refusal: unknown }[]): boolean =>
  fields.some(({ clash, refusal }) => clash !== null || refusal !== null);
