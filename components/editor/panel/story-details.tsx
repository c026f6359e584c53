"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { memo, type ReactNode, useCallback, useState } from "react";
import { explain } from "#components/newsroom/messages.ts";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { findAuthors } from "#lib/authors/actions.ts";
import { describeField, labelNames, type SetFieldName } from "#lib/document/fields.ts";
import { headlineOf, standfirstText } from "#lib/document/text.ts";
import { isInReach } from "#lib/roles/policy.ts";
import type { OpenStory, StoryStatus } from "#lib/stories/types.ts";
import { addTopic, findTopics } from "#lib/topics/actions.ts";
import { canManageTopics } from "#lib/topics/policy.ts";
import { StoryPicker } from "../bars/story-picker.tsx";
import { type Lookup, type NamedItem, useNames } from "../lookup.ts";
import { takesFields } from "../suggesting/mode.ts";
import { BadgeRows } from "./badge-rows.tsx";
import { changeSet } from "./field-steps.ts";
import { Fold, isAsking } from "./fold.tsx";
import { MoveAddressDialog } from "./move-address.tsx";
import classes from "./panel.module.css";
import { PickMany } from "./pick-many.tsx";
import { PictureParts } from "./picture-parts.tsx";
import { CheckRow, SelectRow, TextRow } from "./rows.tsx";
import { LanguageRow, SearchRows, SlugRow } from "./shared-rows.tsx";
import { TimeRow } from "./time-row.tsx";
import { Translations } from "./translations.tsx";
import { useScalar } from "./use-field.ts";

const readAlso = describeField("related").name;
const labelOptions = Object.entries(labelNames).map(([value, name]) => ({ value, name }));

type Props = {
  editor: Editor;
  lookup: Lookup;
  /** The public path of the story, once it has been published. */
  path: string | null;
  story: Pick<OpenStory, "id" | "translations">;
  /** Called with the status after the URL has changed; null if it cannot be changed. */
  move: ((status: StoryStatus) => void) | null;
  /** Who has the story and until when. */
  assignment: ReactNode;
  mayBadge: boolean;
  /** Whether the server has the story. */
  isCreated: boolean;
  /** Saves pending changes; false if that failed. */
  flush: () => Promise<boolean>;
  /** The rows of its embargo. */
  timing: ReactNode;
  /** Its checklist, and the people without an account who read it. */
  reviews: ReactNode;
};

/** The fields of a story outside its text. */
export const StoryDetails = memo(function StoryDetails({
  editor,
  lookup,
  path,
  move,
  mayBadge,
  story,
  assignment,
  isCreated,
  flush,
  timing,
  reviews,
}: Props) {
  useNames(lookup);
  const actor = useActor();
  const section = useScalar(editor, "section");
  const label = useScalar(editor, "label");
  const place = useScalar(editor, "place");
  const displayDate = useScalar(editor, "displayDate");
  const editorsNote = useScalar(editor, "editorsNote");
  const noRepublish = useScalar(editor, "noRepublish");
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      editable: takesFields(editor),
      topics: state.doc.attrs.topics as string[],
      authors: state.doc.attrs.authors as string[],
      related: state.doc.attrs.related as string[],
      headline: headlineOf(state.doc),
      standfirst: standfirstText(state.doc),
    }),
  });
  const [picking, setPicking] = useState(false);
  const [moving, setMoving] = useState(false);

  const change = (field: SetFieldName, id: string, add: boolean) => {
    const tr = changeSet(editor.state, field, id, add);
    if (tr) editor.view.dispatch(tr);
  };
  const named = (ids: readonly string[], known: ReadonlyMap<string, NamedItem>): NamedItem[] =>
    ids.map((id) => known.get(id) ?? { id, name: "…" });
  const searchTopics = useCallback(async (q: string) => {
    const answer = await findTopics({ q });
    return answer.ok ? answer.data : null;
  }, []);
  const searchAuthors = useCallback(async (q: string) => {
    const answer = await findAuthors({ q });
    return answer.ok ? answer.data : null;
  }, []);
  const createTopic = async (name: string): Promise<NamedItem | string> => {
    const answer = await addTopic({ name, slug: "", description: "" }).catch(unreachable);
    return answer.ok ? answer.data : explain(answer);
  };

  return (
    <form aria-label="Story details" className={classes.details} onSubmit={(event) => event.preventDefault()}>
      <SelectRow
        label={section.label}
        field={section}
        nullable
        none="Choose a section"
        options={lookup.sections
          .filter(({ id }) => id === section.value || isInReach(actor, id))
          .map(({ id, name, path }) => ({
            value: id,
            name: path.split("/").length > 2 ? `– ${name}` : name,
          }))}
      />
      <PickMany
        label={describeField("topics").name}
        placeholder="Add a topic"
        chosen={named(now.topics, lookup.topics)}
        disabled={!now.editable}
        search={searchTopics}
        create={canManageTopics(actor) ? createTopic : undefined}
        add={(topic) => {
          lookup.add({ topics: [topic] });
          change("topics", topic.id, true);
        }}
        remove={(id) => change("topics", id, false)}
      />
      <PickMany
        label={describeField("authors").name}
        placeholder="Add an author"
        chosen={named(now.authors, lookup.authors)}
        disabled={!now.editable}
        search={searchAuthors}
        add={(author) => {
          lookup.add({ authors: [{ jobTitle: "", ...author }] });
          change("authors", author.id, true);
        }}
        remove={(id) => change("authors", id, false)}
      />
      {assignment}
      <SelectRow label={label.label} field={label} none="None (news)" options={labelOptions} />
      <BadgeRows editor={editor} mayBadge={mayBadge} />
      <TextRow label={place.label} field={place} max={place.max} placeholder="Where the story was reported" />
      <LanguageRow editor={editor} />
      <TimeRow label={displayDate.label} field={displayDate} />
      {timing}
      <TextRow
        label={editorsNote.label}
        field={editorsNote}
        max={editorsNote.max}
        lines={3}
        hint="Readers see it above the text, with the date on which it is published. To admit an error, publish a correction instead."
      />

      <SlugRow
        editor={editor}
        proposed={slugFrom(now.headline)}
        hint={
          path ? (
            <>
              URL: <span className={classes.path}>{path}</span>{" "}
              {move ? (
                <button type="button" className={classes.plain} onClick={() => setMoving(true)}>
                  Change URL
                </button>
              ) : (
                "A new slug does not change the URL."
              )}
            </>
          ) : null
        }
      />

      {moving && move && path && (
        <MoveAddressDialog
          storyId={story.id}
          path={path}
          sections={lookup.sections}
          onClose={() => setMoving(false)}
          onMoved={(status) => {
            setMoving(false);
            move(status);
          }}
        />
      )}

      <PictureParts editor={editor} lookup={lookup} />

      <h3 className={classes.sub}>{readAlso}</h3>
      {now.related.length > 0 && (
        <ul className={classes.related} aria-label={readAlso}>
          {now.related.map((id) => (
            <li key={id}>
              <span>{lookup.stories.get(id)?.headline || "A story you cannot open"}</span>
              <button
                type="button"
                disabled={!now.editable}
                aria-label={`Remove ${lookup.stories.get(id)?.headline ?? "this story"}`}
                onClick={() => change("related", id, false)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className={classes.plain} disabled={!now.editable} onClick={() => setPicking(true)}>
        Add a story
      </button>
      {picking && (
        <StoryPicker
          title={readAlso}
          without={now.related}
          close={() => setPicking(false)}
          choose={(story) => {
            setPicking(false);
            lookup.add({ stories: [story] });
            change("related", story.id, true);
          }}
        />
      )}

      {reviews}

      {isCreated && <Translations editor={editor} lookup={lookup} story={story} flush={flush} />}

      <Fold title="Rights" isUsed={noRepublish.value === true} isAsking={isAsking(noRepublish)}>
        <CheckRow label={noRepublish.label} field={noRepublish} />
      </Fold>

      <SearchRows editor={editor} lookup={lookup} headline={now.headline} standfirst={now.standfirst} path={path} />
    </form>
  );
});
