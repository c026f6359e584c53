"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Failure } from "#lib/errors.ts";
import { beginStory, createStory } from "#lib/stories/actions.ts";
import { explain } from "../messages.ts";
import classes from "./stories.module.css";

/**
 * Begins a story and opens it; a plain form until the page's script is there, so that no early click is lost. In the bar
 * the key N does the same; under another `name` it stands in the page.
 */
export function NewStory({ name }: { name?: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const create = () =>
    start(async () => {
      const made = await createStory({}).catch((): Failure => ({ ok: false, code: "BUSY" }));
      if (made.ok) router.push(`/desk/stories/${made.data.id}`);
      else notifications.show({ message: explain(made), color: "red" });
    });
  const inBar = name === undefined;
  useHotkeys(inBar ? [["n", create]] : []);
  return (
    <form
      action={beginStory}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <Button
        type="submit"
        variant="filled"
        className={inBar ? (classes.create ?? "") : ""}
        loading={pending}
        aria-label={name ?? "New story"}
      >
        <IconPlus size={18} stroke={1.8} aria-hidden="true" />
        <span>{name ?? "New story"}</span>
        {inBar && <kbd>N</kbd>}
      </Button>
    </form>
  );
}
