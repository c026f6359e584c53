"use client";
import { Button, Loader, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { useEffect, useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { shorten } from "#lib/document/text.ts";
import type { Failure } from "#lib/errors.ts";
import { getSnippetBlocks, listSnippets } from "#lib/snippets/actions.ts";
import type { SnippetRow } from "#lib/snippets/types.ts";
import { insertBound, insertCopies } from "./snippet-blocks.ts";
import { rememberSnippets } from "./snippet-view.ts";
import classes from "./snippets.module.css";

const maxText = 160;

/** Chooses a snippet to insert at the caret. */
export function SnippetDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const [snippets, setSnippets] = useState<SnippetRow[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [query, setQuery] = useState("");
  useEffect(() => {
    void listSnippets({})
      .catch(unreachable)
      .then((answer) => {
        if (!answer.ok) return setFailure(answer);
        rememberSnippets(answer.data);
        setSnippets(answer.data);
      });
  }, []);
  const insert = (tr: Transaction | null) => {
    if (tr) editor.view.dispatch(tr);
    close();
    requestAnimationFrame(() => editor.view.focus());
  };
  const copy = async (snippetId: string) => {
    setFailure(null);
    const answer = await getSnippetBlocks({ snippetId }).catch(unreachable);
    if (answer.ok) insert(insertCopies(editor.state, answer.data));
    else setFailure(answer);
  };
  const wanted = query.trim().toLowerCase();
  const found = snippets?.filter(({ name, text }) => `${name}\n${text}`.toLowerCase().includes(wanted)) ?? [];
  return (
    <Dialog opened onClose={close} title="Insert a snippet">
      <TextInput
        data-autofocus
        type="search"
        label="Find a snippet"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== "Enter" || !first || wanted === "" || event.nativeEvent.isComposing) return;
          if (first.isBound) insert(insertBound(editor.state, first.id));
          else void copy(first.id);
        }}
      />
      <Problem failure={failure} />
      {snippets === null && !failure && <Loader aria-label="Loading the snippets" />}
      {snippets !== null && found.length === 0 && (
        <p>
          {snippets.length === 0
            ? "No snippets yet. Select text and choose “Save as snippet”."
            : "No snippets match. Try other words."}
        </p>
      )}
      <ul className={classes.list} aria-label="Snippets">
        {found.map(({ id, name, text, isBound }) => (
          <li key={id}>
            <div>
              <b>{name}</b>
              <p dir="auto">{shorten(text.replace(/\s+/g, " ").trim(), maxText)}</p>
              {isBound && <small>Changes in every story at once</small>}
            </div>
            <div className={classes.acts}>
              {isBound && (
                <Button
                  size="compact-sm"
                  variant="filled"
                  aria-label={`Insert ${name}`}
                  onClick={() => insert(insertBound(editor.state, id))}
                >
                  Insert
                </Button>
              )}
              <Button
                size="compact-sm"
                variant={isBound ? "default" : "filled"}
                aria-label={`Insert a copy of ${name}`}
                onClick={() => void copy(id)}
              >
                Insert copy
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
