"use client";
import { Select } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { findTopics } from "#lib/topics/actions.ts";

type Props = {
  topicId: string | null;
  /** The name of the topic that was chosen before. */
  name: string | null;
  onChange: (id: string | null) => void;
};

/** Chooses one topic by its name. */
export function TopicSelect({ topicId, name, onChange }: Props) {
  const [found, setFound] = useState(topicId !== null && name !== null ? [{ id: topicId, name }] : []);
  const search = useDebouncedCallback(async (q: string) => {
    const answer = await findTopics({ q }).catch(() => null);
    if (!answer?.ok) return;
    // The chosen one stays among the options, or its name would disappear.
    setFound((before) => [
      ...before.filter(({ id }) => id === topicId && !answer.data.some((one) => one.id === id)),
      ...answer.data,
    ]);
  }, 150);
  return (
    <Select
      label="Topic"
      data={found.map((one) => ({ value: one.id, label: one.name }))}
      value={topicId}
      onChange={onChange}
      onDropdownOpen={() => search("")}
      onSearchChange={search}
      nothingFoundMessage="No topic has this name"
      searchable
      clearable
    />
  );
}
