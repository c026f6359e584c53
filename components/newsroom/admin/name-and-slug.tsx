"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { slugFrom } from "#lib/addresses/slug.ts";
import type { Failure } from "#lib/errors.ts";

type Props = {
  /** What it has now; null: it is being made, and its slug follows the name until somebody types one. */
  now: { name: string; slug: string } | null;
  /** The address without its last part: "/topics". */
  under: string;
  failure: Failure | null;
};

/** The fields `name` and `slug` of a form, with the address that comes out of them. */
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
            ? `Moves to ${under}/${slug}. The old address leads there for ever.`
            : `The address is ${under}/${slug || "…"}`
        }
        value={slug}
        onChange={(event) => setTyped(event.currentTarget.value || (now ? "" : null))}
        error={failure?.fields?.slug}
      />
    </>
  );
}
