"use client";
import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import { slugWhileTyping } from "#lib/addresses/slug.ts";
import { Fold, isAsking } from "./fold.tsx";
import { languageName } from "./languages.ts";
import classes from "./panel.module.css";
import { CheckRow, SelectRow, TextRow } from "./rows.tsx";
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

export function SearchRows({ editor, headline, standfirst }: { editor: Editor; headline: string; standfirst: string }) {
  const seoTitle = useScalar(editor, "seoTitle");
  const seoDescription = useScalar(editor, "seoDescription");
  const noindex = useScalar(editor, "noindex");
  const fields = [seoTitle, seoDescription, noindex];
  return (
    <Fold title="Search and sharing" isUsed={fields.some(({ value }) => !!value)} isAsking={isAsking(...fields)}>
      <TextRow
        label={seoTitle.label}
        field={seoTitle}
        max={seoTitle.max}
        placeholder={headline || "From the headline"}
        count
      />
      <TextRow
        label={seoDescription.label}
        field={seoDescription}
        max={seoDescription.max}
        lines={3}
        placeholder={standfirst || "From the standfirst"}
        count
      />
      <CheckRow label={noindex.label} field={noindex} />
    </Fold>
  );
}
