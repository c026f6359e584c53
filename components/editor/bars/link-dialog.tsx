"use client";
import { Button, TextInput } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import { linkFromInput } from "#lib/document/links.ts";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import type { Lookup, StoryLook } from "../lookup.ts";
import { linkAt, removeLink, setLink } from "../writing/marks.ts";
import { ownPath } from "../writing/own-links.ts";
import classes from "./bars.module.css";
import { FoundTargets } from "./found-targets.tsx";
import { useLinkTargets } from "./use-link-targets.ts";
import { useStoryAt } from "./use-own-links.ts";

/** A pasted address of the paper finds its story by the path. */
const withoutOrigin = (query: string): string => ownPath(query.trim(), location.origin) ?? query;

function describeTarget(story: StoryLook | null, isDead: boolean): string | undefined {
  if (story && isDead)
    return `Story: ${story.headline || "Untitled"}. Readers get a link as soon as it is published again.`;
  if (story) return `Story: ${story.headline || "Untitled"}. The link follows it when its address changes.`;
  return isDead ? "Readers find nothing at this address." : undefined;
}

/** Asks for the target of a link: an address, or a page of the paper. */
export function LinkDialog({ editor, lookup, close }: { editor: Editor; lookup: Lookup; close: () => void }) {
  const [there] = useState(() => linkAt(editor.state));
  const [range] = useState(() => {
    const { from, to, empty } = editor.state.selection;
    return there && empty ? { from: there.from, to: there.to } : { from, to };
  });
  const [address, setAddress] = useState(there?.href ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const [query, setQuery] = useState("");
  // "@" in the field of the address searches at once.
  const isSearch = address.startsWith("@");
  const wanted = (isSearch ? address.slice(1) : query).trim();
  const search = useLinkTargets(wanted === "" ? null : withoutOrigin(wanted));
  const href = isSearch ? null : linkFromInput(address);
  const at = useStoryAt(href);
  const bound = there?.story && href === there.href ? (lookup.stories.get(there.story) ?? null) : null;
  const story = at.story ?? bound;

  const end = () => {
    close();
    editor.view.focus();
  };
  const save = () => {
    if (href === null) return setProblem("Enter a URL, an email address, or a path such as /news.");
    if (story) lookup.add({ stories: [story] });
    const id = story?.id ?? (there && href === there.href ? there.story : null);
    editor.view.dispatch(setLink(editor.state, range, href, story?.headline || undefined, id));
    end();
  };
  const choose = ({ kind, id, name, path }: LinkTarget) => {
    if (kind === "story") lookup.add({ stories: [{ id, headline: name, path }] });
    const bound = kind === "story" ? id : null;
    editor.view.dispatch(setLink(editor.state, range, hrefOf(path), name || path, bound));
    end();
  };
  const chooseFirst = () => {
    const first = search.isCurrent && search.found?.[0];
    if (first) choose(first);
  };
  return (
    <Dialog opened onClose={end} title="Link" size={420}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isSearch) chooseFirst();
          else save();
        }}
      >
        <TextInput
          data-autofocus
          label="Address"
          placeholder="https:// or @words"
          inputMode="url"
          value={address}
          error={problem}
          description={describeTarget(story, at.isDead)}
          inputWrapperOrder={["label", "input", "description", "error"]}
          styles={{ description: { marginTop: 6, marginBottom: 0 } }} // clear of the outline of the focused field
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <TextInput
          type="search"
          label="Or find a page of the paper"
          description="A story by its headline, text or address; a section, topic or person by name"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault(); // otherwise the form would submit the address
            chooseFirst();
          }}
        />
        {wanted !== "" && <FoundTargets search={search} choose={choose} />}
        <DialogFoot>
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
        </DialogFoot>
      </form>
    </Dialog>
  );
}
