"use client";
import { Button, Loader, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { When } from "#components/newsroom/when.tsx";
import type { Failure } from "#lib/errors.ts";
import { searchWire, takeBlocks } from "#lib/wires/actions.ts";
import type { WireRow } from "#lib/wires/types.ts";
import { useSearch } from "../bars/use-search.ts";
import { insertCopies } from "../snippets/snippet-blocks.ts";
import classes from "../snippets/snippets.module.css";

const ask = (q: string) => searchWire({ q });

/** Why the text of an item cannot be taken. */
const problems: Record<string, string> = {
  embargoed:
    "This item is under embargo. Write the headline first, so that the story can keep the embargo, then try again.",
  canceled: "Its source has withdrawn this item. It cannot be taken into a story.",
  withheld: "Its source withholds this item. It cannot be taken into a story until it is released.",
};

/** Inserts the text of a wire item at the caret. */
export function WireDialog({ editor, storyId, close }: { editor: Editor; storyId: string; close: () => void }) {
  const [query, setQuery] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const { found, failed } = useSearch<WireRow>(query, ask);
  const insert = async (itemId: string) => {
    setFailure(null);
    const answer = await takeBlocks({ itemId, storyId }).catch(unreachable);
    if (!answer.ok) return setFailure(answer);
    const tr = insertCopies(editor.state, answer.data.blocks);
    if (tr) editor.view.dispatch(tr);
    close();
    requestAnimationFrame(() => editor.view.focus());
  };
  const why = failure?.code === "WRONG_STATE" ? problems[failure.detail?.why ?? ""] : undefined;
  return (
    <Dialog opened onClose={close} title="Insert a wire item">
      <TextInput
        data-autofocus
        type="search"
        label="Find an item"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        error={why}
      />
      <Problem failure={why ? null : failure} />
      {failed && <p role="alert">The wire could not be searched. Try again in a moment.</p>}
      {found === null && !failed && <Loader aria-label="Searching the wire" />}
      {found?.length === 0 && (
        <p>{query === "" ? "There are no items on the wire." : "No items match. Try other words."}</p>
      )}
      <ul className={classes.list} aria-label="Wire items">
        {found?.map(({ id, headline, excerpt, source, changedAt, status }) => (
          <li key={id}>
            <div>
              <b dir="auto">{headline || "Item without a headline"}</b>
              <p dir="auto">{excerpt}</p>
              <small>
                {source}, <When at={changedAt} />
              </small>
            </div>
            <div className={classes.acts}>
              <Button
                size="compact-sm"
                variant="filled"
                disabled={status !== "usable"}
                aria-label={`Insert ${headline}`}
                onClick={() => void insert(id)}
              >
                {status === "usable" ? "Insert" : status === "canceled" ? "Withdrawn" : "Withheld"}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
