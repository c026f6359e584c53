"use client";
import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { findTargets, putFirst } from "#lib/promotions/actions.ts";
import { maxTerm } from "#lib/promotions/policy.ts";
import { promotedKindNames } from "#lib/promotions/schema.ts";
import type { PromotedTarget, PromotionRow } from "#lib/promotions/types.ts";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";

type Props = {
  /** Null for a new one. */
  promotion: PromotionRow | null;
  term: string;
  opened: boolean;
  onClose: () => void;
};

const usualDays = 7;

/** Chooses what comes first for a search, and until when. */
export function PromotionDialog({ promotion, term, opened, onClose }: Props) {
  const times = useTimes();
  const { send, pending, failure } = useServerAction(putFirst);
  const [found, setFound] = useState<PromotedTarget[]>(
    promotion?.name ? [{ kind: promotion.kind, id: promotion.target, name: promotion.name }] : [],
  );
  const [target, setTarget] = useState<PromotedTarget | null>(found[0] ?? null);
  const [endsAt, setEndsAt] = useState<string | null>(() =>
    promotion ? promotion.endsAt : new Date(Date.now() + usualDays * 24 * 3_600_000).toISOString(),
  );
  const time = useWallTime(endsAt, setEndsAt);
  const find = useDebouncedCallback(async (q: string) => {
    if (q === target?.name) return; // the field shows what is chosen
    const result = await findTargets({ q }).catch(() => null);
    if (result?.ok) setFound(result.data);
  }, 200);
  const keyOf = ({ kind, id }: PromotedTarget) => `${kind} ${id}`;
  const offered = target && !found.some((one) => keyOf(one) === keyOf(target)) ? [target, ...found] : found;
  const refused = failure?.code === "INVALID" ? failure.detail?.field : undefined;
  const isTaken = failure?.code === "TAKEN";
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={promotion ? "Change promoted result" : "Promote a result"}
      verb={promotion ? "Save" : "Promote"}
      fields={["term", "target", "endsAt"]}
      pending={pending}
      failure={refused || isTaken ? null : failure}
      onSubmit={(form) => {
        if (time.question) return;
        send(
          {
            id: promotion?.id ?? null,
            term: textOf(form, "term"),
            kind: target?.kind ?? "STORY",
            target: target?.id ?? "",
            endsAt,
          },
          onClose,
        );
      }}
    >
      <TextInput
        data-autofocus
        label="Search"
        description="The words that readers type, such as “election”."
        name="term"
        maxLength={maxTerm}
        autoComplete="off"
        defaultValue={term}
        error={
          failure?.fields?.term ??
          (isTaken ? "Another result is promoted for this search. Change that one." : undefined)
        }
      />
      <Select
        label="First result"
        description="A story, page, section, topic, author or collection that readers can see."
        searchable
        allowDeselect={false}
        placeholder="Type words of its name"
        nothingFoundMessage="Nothing found"
        filter={({ options }) => options}
        value={target && keyOf(target)}
        onSearchChange={find}
        onChange={(key) => setTarget(offered.find((one) => keyOf(one) === key) ?? null)}
        data={offered.map((one) => ({ value: keyOf(one), label: one.name }))}
        renderOption={({ option }) => {
          const kind = offered.find((one) => keyOf(one) === option.value)?.kind;
          return (
            <span>
              {option.label} <span className="dim">{kind && promotedKindNames[kind]}</span>
            </span>
          );
        }}
        error={
          failure?.fields?.target ??
          (refused === "target" ? "Readers cannot get this any more. Choose something else." : undefined)
        }
      />
      <TextInput
        type="datetime-local"
        label="Until"
        description={`${time.shown ?? "Leave empty for no end"}. Newsroom time: ${times.zone}.`}
        value={time.wall}
        onChange={(event) => time.type(event.currentTarget.value)}
        error={failure?.fields?.endsAt ?? (refused === "endsAt" ? "This time is past. Choose a later one." : undefined)}
      />
      <WallQuestion question={time.question} />
    </SaveDialog>
  );
}
