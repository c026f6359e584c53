"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { memo } from "react";
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
  /** Where readers find the page, once it was published. */
  path: string | null;
};

/** All that belongs to a page and is not read in its text. */
export const PageDetails = memo(function PageDetails({ editor, lookup, path }: Props) {
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
        label="Purpose"
        field={purpose}
        none="Any other"
        options={purposeOptions}
        hint={
          now.purpose
            ? "Readers have one page for this at a time."
            : "Choose what the page is for, if it is one of these."
        }
      />
      <LanguageRow editor={editor} />
      <SlugRow
        editor={editor}
        proposed={path ? path.slice(1) : pageSlug({ slug: "", ...now })}
        hint={
          path ? (
            <>
              It lies at <span className={classes.path}>{path}</span>. Published with another slug it moves, and the old
              address leads there.
            </>
          ) : null
        }
      />
      <PictureParts editor={editor} lookup={lookup} />
      <SearchRows editor={editor} headline={now.headline} standfirst={now.standfirst} />
    </form>
  );
});
