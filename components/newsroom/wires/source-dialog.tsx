"use client";
import { NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { saveSource } from "#lib/wires/actions.ts";
import { maxKeptDays } from "#lib/wires/policy.ts";
import type { WireSourceRow } from "#lib/wires/types.ts";
import { SaveDialog } from "../admin/save-dialog.tsx";
import { useServerAction } from "../use-server-action.ts";

export type WireSection = { id: string; name: string };

type Props = { source: WireSourceRow | null; sections: WireSection[]; opened: boolean; onClose: () => void };

const usualDays = 14;

/** Why an address cannot be used, by the reason of the server. */
const addressProblems: Record<string, string> = {
  private:
    "This URL cannot be used: it has a password or an unusual port, or leads to a private network. Use a public URL.",
  folder: "There is no such folder on the server. Check the path.",
};

/** Adds a wire, or changes one. */
export function SourceDialog({ source, sections, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(saveSource);
  const [sectionId, setSectionId] = useState<string | null>(source?.sectionId ?? null);
  const [isOn, setIsOn] = useState(source?.isOn ?? true);
  const [keptDays, setKeptDays] = useState<number | string>(source?.keptDays ?? usualDays);
  const isBadAddress = failure?.code === "INVALID" && failure.detail?.field === "address";
  const isTaken = failure?.code === "TAKEN";
  const addressProblem = isBadAddress ? addressProblems[failure.detail?.reason ?? "private"] : failure?.fields?.address;
  const title = source ? "Change wire" : "New wire";
  const submit = (form: FormData) =>
    send(
      {
        sourceId: source?.id ?? null,
        name: String(form.get("name")),
        address: String(form.get("address")),
        sectionId,
        isOn,
        keptDays: Number(keptDays),
      },
      onClose,
    );
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={title}
      verb={source ? "Save" : "Add wire"}
      fields={["name", "address", "keptDays"]}
      pending={pending}
      failure={isBadAddress || isTaken ? null : failure}
      onSubmit={submit}
    >
      <TextInput
        label="Name"
        name="name"
        maxLength={100}
        autoComplete="off"
        data-autofocus
        defaultValue={source?.name ?? ""}
        error={isTaken ? "Another wire has this name. Choose another one." : failure?.fields?.name}
      />
      <TextInput
        label="Address"
        description="The URL of a feed, or the path of a folder on the server. RSS, Atom, JSON Feed, ninjs, NewsML-G2 and NITF are recognised."
        name="address"
        autoComplete="off"
        spellCheck={false}
        mt="md"
        defaultValue={source?.address ?? ""}
        error={addressProblem}
      />
      <Select
        label="Section"
        description="Stories that are begun from its items are filed there."
        mt="md"
        data={sections.map(({ id, name }) => ({ value: id, label: name }))}
        value={sectionId}
        onChange={setSectionId}
        searchable
        clearable
      />
      <NumberInput
        label="Days"
        description="Items that have not changed for so many days are deleted, unless a story was begun from them."
        mt="md"
        min={1}
        max={maxKeptDays}
        allowDecimal={false}
        value={keptDays}
        onChange={setKeptDays}
        error={failure?.fields?.keptDays}
      />
      <Switch
        label="Read this wire"
        mt="md"
        checked={isOn}
        onChange={(event) => setIsOn(event.currentTarget.checked)}
      />
    </SaveDialog>
  );
}
