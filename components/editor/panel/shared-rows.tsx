"use client";
import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import { slugWhileTyping } from "#lib/addresses/slug.ts";
import { languageOptions } from "./languages.ts";
import classes from "./panel.module.css";
import { CheckRow, SelectRow, TextRow } from "./rows.tsx";
import { useScalar } from "./use-field.ts";

// Rows that stories and pages share.

/** Characters of a story's slug. */
const maxStorySlug = 100;

export const LanguageRow = ({ editor }: { editor: Editor }) => (
  <SelectRow label="Language" field={useScalar(editor, "language")} options={languageOptions} />
);

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
        label="Slug"
        field={slug}
        max={maxStorySlug}
        form={(text) => slugWhileTyping(text, maxStorySlug)}
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
  return (
    <>
      <h3 className={classes.sub}>In search and when shared</h3>
      <TextRow label="SEO title" field={seoTitle} max={120} placeholder={headline || "From the headline"} count />
      <TextRow
        label="SEO description"
        field={seoDescription}
        max={320}
        lines={3}
        placeholder={standfirst || "From the standfirst"}
        count
      />
      <CheckRow label="Hide from search engines" field={noindex} />
    </>
  );
}
