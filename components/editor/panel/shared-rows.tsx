"use client";
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { useEditorState } from "@tiptap/react";
import type { ReactNode } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { slugWhileTyping } from "#lib/addresses/slug.ts";
import { isPicture } from "#lib/document/nodes.ts";
import { languageName } from "#lib/language-names.ts";
import { Fold, isAsking } from "./fold.tsx";
import classes from "./panel.module.css";
import { SelectRow, TextRow } from "./rows.tsx";
import type { SharingFields, SharingProps } from "./sharing-rows.tsx";
import { useScalar } from "./use-field.ts";
import { useLanguages } from "./use-languages.ts";

// Rows that the details of stories and pages share.

export function LanguageRow({ editor }: { editor: Editor }) {
  const field = useScalar(editor, "language");
  const { groups, used } = useLanguages();
  const now = typeof field.value === "string" ? field.value : "";
  const isListed = groups.some(({ options }) => options.some(({ value }) => value === now));
  return (
    <SelectRow
      label={field.label}
      field={{
        ...field,
        set: (value) => {
          field.set(value);
          if (typeof value === "string") used(value);
        },
      }}
      options={isListed ? groups : [{ value: now, name: languageName(now) }, ...groups]}
    />
  );
}

type SlugRowProps = {
  editor: Editor;
  /** The slug used in the URL until one is chosen. */
  proposed: string;
  hint: ReactNode;
};

export function SlugRow({ editor, proposed, hint }: SlugRowProps) {
  const slug = useScalar(editor, "slug");
  return (
    <>
      <h3 className={classes.sub}>URL</h3>
      <TextRow
        label={slug.label}
        field={slug}
        max={slug.max}
        form={(text) => slugWhileTyping(text, slug.max)}
        proposed={proposed}
        placeholder="From the headline"
        hint={hint}
      />
    </>
  );
}

/** Loaded when the group is opened. */
const SharingRows = lazyPart("The fields", () => import("./sharing-rows.tsx").then((part) => part.SharingRows));

type SearchProps = { editor: Editor } & Omit<SharingProps, "fields" | "cardPicture">;

export function SearchRows({ editor, ...props }: SearchProps) {
  const fields: SharingFields = {
    seoTitle: useScalar(editor, "seoTitle"),
    seoDescription: useScalar(editor, "seoDescription"),
    socialTitle: useScalar(editor, "socialTitle"),
    socialText: useScalar(editor, "socialText"),
    socialPicture: useScalar(editor, "socialPicture"),
    socialAlt: useScalar(editor, "socialAlt"),
    noindex: useScalar(editor, "noindex"),
  };
  const cardPicture = useEditorState({ editor, selector: ({ editor: { state } }) => firstPicture(state.doc) });
  const all = Object.values(fields);
  return (
    <Fold title="Search and sharing" isUsed={all.some(({ value }) => !!value)} isAsking={isAsking(...all)} isLazy>
      <SharingRows fields={fields} cardPicture={cardPicture} {...props} />
    </Fold>
  );
}

/** The main picture, else the first one. */
function firstPicture(doc: Node): string | null {
  let first: string | null = null;
  doc.descendants((node) => {
    if (isPicture(node) && node.attrs.picture && (first === null || node.type.name === "mainFigure"))
      first = node.attrs.picture;
    return !node.isTextblock;
  });
  return first;
}
