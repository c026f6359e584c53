"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Failure } from "#lib/errors.ts";
import { beginPage, beginStory, createPage, createStory } from "#lib/stories/actions.ts";
import type { Kind } from "#lib/stories/types.ts";
import { explain } from "../messages.ts";
import classes from "./stories.module.css";

const kinds = {
  STORY: { words: "New story", begin: beginStory, create: createStory },
  PAGE: { words: "New page", begin: beginPage, create: createPage },
} as const;

/**
 * Begins a story or a page and opens it; a plain form until the page's script is there, so that no early click is lost. In the bar
 * the key N does the same; under another `name` it stands in the page.
 */
export function NewStory({ kind = "STORY", name }: { kind?: Kind; name?: string }) {
  const { words, begin, create: make } = kinds[kind];
  const router = useRouter();
  const [pending, start] = useTransition();
  const create = () =>
    start(async () => {
      const made = await make({}).catch((): Failure => ({ ok: false, code: "BUSY" }));
      if (made.ok) router.push(`/desk/stories/${made.data.id}`);
      else notifications.show({ message: explain(made), color: "red" });
    });
  const inBar = name === undefined;
  useHotkeys(inBar ? [["n", create]] : []);
  return (
    <form
      action={begin}
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
        aria-label={name ?? words}
      >
        <IconPlus size={18} stroke={1.8} aria-hidden="true" />
        <span>{name ?? words}</span>
        {inBar && <kbd>N</kbd>}
      </Button>
    </form>
  );
}
