"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { findCollections } from "#lib/collections/actions.ts";
import type { FoundCollection } from "#lib/collections/types.ts";
import classes from "../bars/bars.module.css";
import { useSearch } from "../bars/use-search.ts";

const ask = (q: string) => findCollections({ q });
const stateWords = {
  published: "",
  draft: ", not published: readers get no box until it is",
  withdrawn: ", withdrawn: readers get no box until it is published again",
} as const;

/** Finds a series or an issue by its title. */
export function CollectionDialog({
  choose,
  close,
}: {
  choose: (collection: FoundCollection) => void;
  close: () => void;
}) {
  const [query, setQuery] = useState("");
  const { found, failed } = useSearch(query, ask);
  return (
    <Dialog opened onClose={close} title="Show a collection">
      <div className={classes.form}>
        <TextInput
          data-autofocus
          type="search"
          label="Find a series or an issue"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {failed && <p role="alert">The collections could not be searched. Try again in a moment.</p>}
        <ul className={classes.stories} aria-label="Collections found">
          {found?.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => choose(one)}>
                <b>{one.name}</b>
                <span>
                  {one.storyCount === 1 ? "1 story" : `${one.storyCount} stories`}
                  {stateWords[one.state]}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {found?.length === 0 && !failed && <p className="dim">No collections found.</p>}
      </div>
    </Dialog>
  );
}
