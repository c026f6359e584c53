"use client";
import { Select } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { findAuthors } from "#lib/authors/actions.ts";
import { findCollections } from "#lib/collections/actions.ts";
import { findTopics } from "#lib/topics/actions.ts";

type TermKind = "topic" | "author" | "collection";
const names: Record<TermKind, string> = { topic: "Topic", author: "Author", collection: "Collection" };

type Props = {
  kind: TermKind;
  id: string;
  /** Of the one that is chosen, where known. */
  name: string;
  onChoose: (id: string) => void;
};

const search = {
  topic: async (q: string) => findTopics({ q }),
  author: async (q: string) => findAuthors({ q }),
  collection: async (q: string) => findCollections({ q }),
};

/** Chooses a topic, an author or a collection by its name. */
export function TermField({ kind, id, name, onChoose }: Props) {
  const [found, setFound] = useState<{ id: string; name: string }[]>(id ? [{ id, name: name || "Chosen" }] : []);
  const find = async (q: string) => {
    const result = await search[kind](q).catch(() => null);
    if (result?.ok) setFound(result.data.map((one) => ({ id: one.id, name: one.name })));
  };
  const findLater = useDebouncedCallback((q: string) => void find(q), 200);
  return (
    <Select
      label={names[kind]}
      searchable
      allowDeselect={false}
      placeholder="Type a name"
      nothingFoundMessage="Nothing found"
      value={id || null}
      onSearchChange={findLater}
      onChange={(value) => value && onChoose(value)}
      data={found.map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}
