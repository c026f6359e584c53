"use client";
import { Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { spellingWordsOf } from "#lib/checks/spelling.ts";
import { saveSpelling } from "#lib/house-style/actions.ts";
import { Problem } from "../problem.tsx";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./check-severities.module.css";

/** The paper's own words, which browsers do not underline. Only what was added and removed is sent, so that two editors can work on it. */
export function SpellingWords({ words }: { words: readonly string[] }) {
  const [saved, setSaved] = useState(words);
  const [text, setText] = useState(words.join("\n"));
  const { send, pending, failure } = useServerAction(saveSpelling);
  const typed = spellingWordsOf(text);
  const added = typed.filter((word) => !saved.includes(word));
  const removed = saved.filter((word) => !typed.includes(word));
  const isChanged = added.length + removed.length > 0;
  const question = useLeaveGuard(isChanged);
  return (
    <form
      className={classes.checks}
      aria-label="Word list"
      onSubmit={(event) => {
        event.preventDefault();
        send({ added, removed }, (now) => {
          setSaved(now);
          setText(now.join("\n"));
          notifications.show({ message: "Word list saved. Stories that are opened from now on use it." });
        });
      }}
    >
      <h2>Word list</h2>
      <p>
        Names and words that the spell checkers of browsers do not know. They are not underlined in stories, and neither
        are their forms with a capital and with “’s”.
      </p>
      <Textarea
        label="Words"
        description="One on each line."
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
      />
      <Problem failure={failure} />
      <div>
        <Button type="submit" variant="filled" disabled={!isChanged} loading={pending}>
          Save word list
        </Button>
      </div>
      {question}
    </form>
  );
}
