"use client";
import { Button, Modal, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { linkFromInput } from "#lib/document/links.ts";
import type { StoryLook } from "../lookup.ts";
import { linkAt, removeLink, setLink } from "../writing/marks.ts";
import classes from "./bars.module.css";
import { FoundStories } from "./found-stories.tsx";
import { useFoundStories } from "./use-found-stories.ts";

/** Asks for the target of a link: an address, or a story of the paper. */
export function LinkDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const [there] = useState(() => linkAt(editor.state));
  const [range] = useState(() => {
    const { from, to, empty } = editor.state.selection;
    return there && empty ? { from: there.from, to: there.to } : { from, to };
  });
  const [address, setAddress] = useState(there?.href ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const [query, setQuery] = useState("");
  const search = useFoundStories(query.trim() === "" ? null : query);

  const end = () => {
    close();
    editor.view.focus();
  };
  const save = () => {
    const href = linkFromInput(address);
    if (href === null) return setProblem("Enter a URL, an email address, or a path such as /news.");
    editor.view.dispatch(setLink(editor.state, range, href));
    end();
  };
  const choose = ({ path, headline }: StoryLook) => {
    if (path === null) return;
    editor.view.dispatch(setLink(editor.state, range, path, headline || path));
    end();
  };
  return (
    <Modal opened onClose={end} title="Link" size={420}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          data-autofocus
          label="Address"
          placeholder="https://"
          inputMode="url"
          value={address}
          error={problem}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <TextInput
          type="search"
          label="Or find a published story"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault(); // otherwise the form would submit the address
            const first = search.isCurrent && search.found?.[0];
            if (first) choose(first);
          }}
        />
        {query.trim() !== "" && <FoundStories search={search} without={[]} choose={choose} />}
        <div className={classes.ends}>
          {there && (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                editor.view.dispatch(removeLink(editor.state, range));
                end();
              }}
            >
              Remove link
            </Button>
          )}
          <Button type="submit" variant="filled">
            {there ? "Change link" : "Add link"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
