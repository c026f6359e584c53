"use client";
import { Button, type ComboboxItem, type ComboboxParsedItem, MultiSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { languageName } from "#lib/language-names.ts";
import { findLanguages } from "#lib/language-search.ts";
import { saveOwnLanguages } from "#lib/people/actions.ts";
import forms from "../forms.module.css";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";

/** @param all to choose from */
type Props = { now: string[]; all: { value: string; label: string }[] };

/** The list has no groups. */
const isOption = (item: ComboboxParsedItem<string>): item is ComboboxItem => "value" in item;

/** The languages in which a person works, for those who give out work. */
export function LanguagesForm({ now, all }: Props) {
  const { send, pending, failure } = useServerAction(saveOwnLanguages);
  const [languages, setLanguages] = useState(now);
  const others = now.filter((tag) => !all.some(({ value }) => value === tag));
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        send({ languages }, () => notifications.show({ message: "Languages saved" }));
      }}
    >
      <MultiSelect
        label="Languages"
        description="In which you work. Colleagues see them where they assign stories."
        data={[...others.map((value) => ({ value, label: languageName(value) })), ...all]}
        value={languages}
        onChange={setLanguages}
        maxValues={20}
        searchable
        filter={({ options, search }) => findLanguages(options.filter(isOption), search)}
        clearSearchOnChange
        nothingFoundMessage="No language has this name"
        hidePickedOptions
        comboboxProps={{ withinPortal: true }}
        error={failure?.fields?.languages}
      />
      <Problem failure={failure} marked={["languages"]} />
      <Button type="submit" loading={pending}>
        Save languages
      </Button>
    </form>
  );
}
