"use client";
import { Button, Select } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import type { Result } from "#lib/errors.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";

type Option = { id: string; name: string };

type Props = {
  opened: boolean;
  onClose: () => void;
  /** "topic" or "author" */
  kind: string;
  source: Option;
  find: (input: { q: string }) => Promise<Result<Option[]>>;
  merge: (input: { source: string; into: string }) => Promise<Result<void>>;
};

/** Merges one topic or author into another, after explaining the effect. */
export function MergeDialog({ opened, onClose, kind, source, find, merge }: Props) {
  const [options, setOptions] = useState<Option[]>([]);
  const [into, setInto] = useState<Option | null>(null);
  const { send, pending, failure } = useServerAction(merge);
  const search = (q: string) =>
    find({ q }).then(
      (found) => found.ok && setOptions(found.data.filter(({ id }) => id !== source.id)),
      () => setOptions([]), // the list stays empty; submitting shows the error
    );
  const searchLater = useDebouncedCallback(search, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first names are read when the dialog opens, once
  useEffect(() => {
    if (opened) search("");
  }, [opened]);

  const known = into && !options.some(({ id }) => id === into.id) ? [into, ...options] : options;
  const submit = () => {
    if (!into) return;
    send({ source: source.id, into: into.id }, () => {
      onClose();
      notifications.show({ message: `${source.name} was merged into ${into.name}` });
    });
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={`Merge ${source.name} into another ${kind}`}>
      <Select
        label="Merge into"
        placeholder="Type a name"
        data-autofocus
        searchable
        nothingFoundMessage={`No ${kind} found`}
        maxDropdownHeight={240}
        data={known.map(({ id, name }) => ({ value: id, label: name }))}
        filter={({ options: all }) => all} // the server has already filtered
        value={into?.id ?? null}
        onSearchChange={(q) => searchLater(q === into?.name ? "" : q)}
        onChange={(id) => setInto(known.find((option) => option.id === id) ?? null)}
      />
      <p className="dim">
        {into ? (
          <>
            All stories of <b>{source.name}</b> move to <b>{into.name}</b>, and its page redirects there. Searching for{" "}
            {source.name} still finds them. This cannot be undone.
          </>
        ) : (
          `All stories of ${source.name} will move to the ${kind} you choose, and its page will redirect there.`
        )}
      </p>
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" loading={pending} disabled={!into} onClick={submit}>
          Merge
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
