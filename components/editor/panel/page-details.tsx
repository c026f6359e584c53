"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { memo, type ReactNode } from "react";
import { pageSlug } from "#lib/addresses/paths.ts";
import { type Purpose, purposeNames } from "#lib/document/fields.ts";
import { headlineOf, standfirstText } from "#lib/document/text.ts";
import { type Lookup, useNames } from "../lookup.ts";
import classes from "./panel.module.css";
import { PictureParts } from "./picture-parts.tsx";
import { SelectRow } from "./rows.tsx";
import { LanguageRow, SearchRows, SlugRow } from "./shared-rows.tsx";
import { useScalar } from "./use-field.ts";

const purposeOptions = Object.entries(purposeNames).map(([value, name]) => ({ value, name }));

type Props = {
  editor: Editor;
  lookup: Lookup;
  /** The public path of the page, once it has been published. */
  path: string | null;
  /** The rows of its embargo. */
  timing: ReactNode;
};

/** The fields of a page outside its text. */
export const PageDetails = memo(function PageDetails({ editor, lookup, path, timing }: Props) {
  useNames(lookup);
  const purpose = useScalar(editor, "purpose");
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      headline: headlineOf(state.doc),
      standfirst: standfirstText(state.doc),
      purpose: state.doc.attrs.purpose as Purpose,
    }),
  });
  return (
    <form aria-label="Page details" className={classes.details} onSubmit={(event) => event.preventDefault()}>
      <SelectRow
        label={purpose.label}
        field={purpose}
        none="Other"
        options={purposeOptions}
        hint={
          now.purpose
            ? "Only one published page can have this purpose."
            : "Optional. Choose one if the page serves one of these purposes."
        }
      />
      <LanguageRow editor={editor} />
      {timing}
      <SlugRow
        editor={editor}
        proposed={path ? path.slice(1) : pageSlug({ slug: "", ...now })}
        hint={
          path ? (
            <>
              URL: <span className={classes.path}>{path}</span>. If you change the slug, the URL changes when you
              publish, and the old URL redirects to the new one.
            </>
          ) : null
        }
      />
      <PictureParts editor={editor} lookup={lookup} />
      <SearchRows editor={editor} lookup={lookup} headline={now.headline} standfirst={now.standfirst} path={path} />
    </form>
  );
});
