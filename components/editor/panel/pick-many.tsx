"use client";
import { Combobox, Pill, PillsInput, useCombobox } from "@mantine/core";
import { useEffect, useState } from "react";
import type { NamedItem } from "../lookup.ts";
import { Row } from "./rows.tsx";

type Props = {
  label: string;
  chosen: readonly NamedItem[];
  search: (query: string) => Promise<readonly NamedItem[] | null>;
  add: (one: NamedItem) => void;
  remove: (id: string) => void;
  /** Creates an item with this name, for people who may; returns a message if that failed. */
  create?: ((name: string) => Promise<NamedItem | string>) | undefined;
  placeholder: string;
  disabled: boolean;
};

/** Picks several items by name, in order: type, find, and press Enter to add one. */
export function PickMany({ label, chosen, search, add, remove, create, placeholder, disabled }: Props) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly NamedItem[]>([]);
  const [failed, setFailed] = useState(false);
  const [problem, setProblem] = useState<string>();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { dropdownOpened } = combobox;

  useEffect(() => {
    if (!dropdownOpened) return;
    let ended = false;
    const timer = setTimeout(
      async () => {
        const answer = await search(query).catch(() => null);
        if (ended) return;
        setFailed(answer === null);
        setFound(answer ?? []);
      },
      query === "" ? 0 : 150,
    );
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [query, dropdownOpened, search]);

  const options = found.filter(({ id }) => !chosen.some((one) => one.id === id));
  const name = query.trim();
  const isNew = name !== "" && ![...found, ...chosen].some((one) => one.name.toLowerCase() === name.toLowerCase());
  const optionCount = options.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the options found decide; the combobox follows them
  useEffect(() => {
    if (optionCount > 0 && name !== "") combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  }, [optionCount, name]);

  const submit = async (value: string) => {
    setProblem(undefined);
    if (value !== "new") {
      setQuery("");
      const one = options.find(({ id }) => id === value);
      if (one) add(one);
      return;
    }
    const made = await create?.(name);
    if (typeof made === "string") setProblem(made);
    else if (made) {
      setQuery("");
      add(made);
    }
  };

  return (
    <Row label={label} problem={problem}>
      {(id) => (
        <Combobox store={combobox} onOptionSubmit={(value) => void submit(value)} withinPortal>
          <Combobox.DropdownTarget>
            <PillsInput
              id={id}
              size="sm"
              disabled={disabled}
              onClick={() => combobox.openDropdown()}
              rightSectionWidth={0}
            >
              <Pill.Group gap={4}>
                {chosen.map((one) => (
                  <Pill
                    key={one.id}
                    size="sm"
                    radius="xs"
                    withRemoveButton={!disabled}
                    onRemove={() => remove(one.id)}
                    removeButtonProps={{ "aria-label": `Remove ${one.name}`, tabIndex: 0, "aria-hidden": false }}
                  >
                    {one.name}
                  </Pill>
                ))}
                <Combobox.EventsTarget>
                  <PillsInput.Field
                    id={id}
                    value={query}
                    disabled={disabled}
                    placeholder={chosen.length === 0 ? placeholder : ""}
                    autoComplete="off"
                    onFocus={() => combobox.openDropdown()}
                    onBlur={() => combobox.closeDropdown()}
                    onChange={(event) => {
                      setQuery(event.currentTarget.value);
                      setProblem(undefined);
                      combobox.openDropdown();
                    }}
                    onKeyDown={(event) => {
                      if (event.key === "Enter") event.preventDefault();
                      const last = chosen.at(-1);
                      if (event.key === "Backspace" && query === "" && last) remove(last.id);
                    }}
                  />
                </Combobox.EventsTarget>
              </Pill.Group>
            </PillsInput>
          </Combobox.DropdownTarget>
          <Combobox.Dropdown>
            <Combobox.Options mah={260} style={{ overflowY: "auto" }}>
              {options.map((one) => (
                <Combobox.Option key={one.id} value={one.id}>
                  {one.name}
                </Combobox.Option>
              ))}
              {create && isNew && <Combobox.Option value="new">Create “{name}”</Combobox.Option>}
              {options.length === 0 && !(create && isNew) && (
                <Combobox.Empty>
                  {failed
                    ? "The search failed. Try again in a moment."
                    : name
                      ? "No matches"
                      : "Nothing to choose from yet"}
                </Combobox.Empty>
              )}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
    </Row>
  );
}
