"use client";
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import classes from "#components/newsroom/empty.module.css";

/** Shown instead of a page that failed to load. Text typed elsewhere is not affected. */
export default function NewsroomError({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className={classes.empty} role="alert">
      <IconAlertTriangle size={28} stroke={1.3} aria-hidden="true" />
      <h2>This page could not be loaded</h2>
      <p>Something went wrong on the server. Everything you saved is safe. Try again in a moment.</p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
