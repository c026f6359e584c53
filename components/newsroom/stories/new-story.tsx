"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Failure } from "#lib/errors.ts";
import { createStory } from "#lib/stories/actions.ts";
import { explain } from "../messages.ts";
import classes from "./stories.module.css";

/** Begins a story and opens it. The key N does the same. `prominent`: without the short form of phones. */
export function NewStory({ prominent = false }: { prominent?: boolean }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const create = () =>
    start(async () => {
      const made = await createStory({}).catch((): Failure => ({ ok: false, code: "BUSY" }));
      if (made.ok) router.push(`/desk/stories/${made.data.id}`);
      else notifications.show({ message: explain(made), color: "red" });
    });
  useHotkeys(prominent ? [] : [["n", create]]);
  return (
    <Button
      variant="filled"
      className={prominent ? "" : (classes.create ?? "")}
      loading={pending}
      onClick={create}
      aria-label="New story"
      {...(prominent ? {} : { "aria-keyshortcuts": "n" })}
    >
      <IconPlus size={18} stroke={1.8} aria-hidden="true" />
      <span>New story</span>
      {!prominent && <kbd>N</kbd>}
    </Button>
  );
}
