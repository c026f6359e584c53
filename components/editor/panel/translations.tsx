"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable, useVerb } from "#components/newsroom/publish/use-verb.ts";
import { PublicationWord } from "#components/newsroom/state-word.tsx";
import { languageName } from "#lib/language-names.ts";
import { translateStory } from "#lib/stories/actions.ts";
import type { OpenStory } from "#lib/stories/types.ts";
import { StoryPicker } from "../bars/story-picker.tsx";
import type { Lookup } from "../lookup.ts";
import { Fold, isAsking } from "./fold.tsx";
import classes from "./panel.module.css";
import { ClashNote, Options, Row } from "./rows.tsx";
import { useField } from "./use-field.ts";
import { useLanguages } from "./use-languages.ts";

type Props = {
  editor: Editor;
  lookup: Lookup;
  story: Pick<OpenStory, "id" | "translations">;
  flush: () => Promise<boolean>;
};

/** Links to the story in other languages, creates a new translation, and sets the original. */
export function Translations({ editor, lookup, story, flush }: Props) {
  const router = useRouter();
  const source = useField(editor, { node: null, field: "translationOf" });
  const own = useEditorState({ editor, selector: ({ editor: { state } }) => String(state.doc.attrs.language) });
  const [language, setLanguage] = useState("");
  const [picking, setPicking] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const { send, pending, failure } = useVerb(translateStory);
  const taken = new Set([own, ...story.translations.map((one) => one.language)]);
  const { groups, used } = useLanguages(taken);
  const original = typeof source.value === "string" ? source.value : null;

  const translate = async () => {
    setUnsaved(false);
    used(language);
    if (await flush().catch(() => false))
      send({ storyId: story.id, language }, ({ id }) => router.push(`/desk/stories/${id}`));
    else setUnsaved(true);
  };

  return (
    <Fold
      title="Translations"
      isUsed={story.translations.length > 0 || original !== null}
      isAsking={isAsking(source) || failure !== null || unsaved}
    >
      {story.translations.length > 0 && (
        <ul className={classes.related} aria-label="Translations">
          {story.translations.map(({ id, language: tag, headline, publication, isOriginal }) => (
            <li key={id}>
              <Link href={`/desk/stories/${id}`} title={headline || "Untitled"}>
                {languageName(tag)}
                {isOriginal && ", the original"}
              </Link>
              <PublicationWord state={publication} />
            </li>
          ))}
        </ul>
      )}
      <Row label="Translate into">
        {(id) => (
          <select id={id} value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
            <option value="">Choose a language</option>
            <Options options={groups} />
          </select>
        )}
      </Row>
      {language !== "" && (
        <button type="button" className={classes.plain} disabled={pending} onClick={translate}>
          {pending ? "Copying the text…" : `Create ${languageName(language)} version from this text`}
        </button>
      )}
      {(failure || unsaved) && (
        <p role="alert" className={classes.hint}>
          {failure ? explainVerb(failure) : explainVerb(unreachable())}
        </p>
      )}
      {original === null ? (
        <button type="button" className={classes.plain} disabled={source.disabled} onClick={() => setPicking(true)}>
          Link to the original
        </button>
      ) : (
        <ul className={classes.related} aria-label="Translation of">
          <li>
            <span>Translation of {lookup.stories.get(original)?.headline || "a story you cannot open"}</span>
            <button
              type="button"
              disabled={source.disabled}
              aria-label="Remove link to the original"
              onClick={() => source.set(null)}
            >
              Remove
            </button>
          </li>
        </ul>
      )}
      {source.clash && (
        <ClashNote
          clash={source.clash}
          say={(id) =>
            typeof id === "string"
              ? `“${lookup.stories.get(id)?.headline || "a story you cannot open"}”`
              : "no original"
          }
        />
      )}
      {picking && (
        <StoryPicker
          title="Translation of"
          without={[story.id]}
          close={() => setPicking(false)}
          choose={(chosen) => {
            setPicking(false);
            lookup.add({ stories: [chosen] });
            source.set(chosen.id);
          }}
        />
      )}
    </Fold>
  );
}
