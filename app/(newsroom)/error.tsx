"use client";
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import classes from "#components/newsroom/empty.module.css";

/** In place of a page that could not be read. What was typed elsewhere is not touched by it. */
export default function NewsroomError({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className={classes.empty} role="alert">
      <IconAlertTriangle size={28} stroke={1.3} aria-hidden="true" />
      <h2>This page could not be opened</h2>
      <p>The newsroom did not answer as it should. Nothing that was saved is lost. Try again in a moment.</p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
