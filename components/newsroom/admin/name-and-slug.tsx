"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { slugFrom } from "#lib/addresses/slug.ts";
import type { Failure } from "#lib/errors.ts";

type Props = {
  /** The current name and slug. Null for a new one, whose slug follows the name until somebody types a slug. */
  now: { name: string; slug: string } | null;
  /** The URL path without its last part: "/topics". */
  under: string;
  failure: Failure | null;
};

/** The fields `name` and `slug` of a form, with the resulting URL. */
export function NameAndSlug({ now, under, failure }: Props) {
  const [name, setName] = useState(now?.name ?? "");
  const [typed, setTyped] = useState(now?.slug ?? null);
  const slug = typed ?? slugFrom(name);
  const moves = now !== null && slug !== "" && slug !== now.slug;
  return (
    <>
      <TextInput
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={failure?.fields?.name}
      />
      <TextInput
        label="Slug"
        name="slug"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={80}
        description={
          moves
            ? `The URL changes to ${under}/${slug}. The old URL redirects there permanently.`
            : `URL: ${under}/${slug || "…"}`
        }
        value={slug}
        onChange={(event) => setTyped(event.currentTarget.value || (now ? "" : null))}
        error={failure?.fields?.slug}
      />
    </>
  );
}
