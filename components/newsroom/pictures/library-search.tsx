"use client";
import { CloseButton, Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { flushSync } from "react-dom";
import { suggestValues } from "#lib/pictures/library/actions.ts";
import { type FilterName, libraryAddress, maxLibraryQuery } from "#lib/pictures/library/query.ts";
import pageClasses from "../page.module.css";
import { unreachable } from "../publish/use-verb.ts";
import classes from "./library.module.css";
import { complete, filterHints, fixedValues, namesLike, type TypedPart, typedPart } from "./search-hints.ts";

type Suggestion = { value: string; hint: string };

/** Searches the library while a person types, and suggests filters and their values. The key "/" focuses the field. */
export function LibrarySearch({ q }: { q: string }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [pending, start] = useTransition();
  const [part, setPart] = useState<TypedPart>({ from: 0, name: null, text: "" });
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });

  // The address can change by a chip or by going back; the field must not change while somebody types.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(q);
  }, [q]);

  const go = (query: string) => start(() => router.replace(libraryAddress(query)));
  const later = useDebouncedCallback(go, 250);
  const asked = useRef(0);
  const askValues = useDebouncedCallback(async (name: SuggestedName, value: string) => {
    const number = ++asked.current;
    const answer = await suggestValues({ name, value }).catch(unreachable);
    if (answer.ok && number === asked.current) setSuggestions(answer.data.map((each) => ({ value: each, hint: "" })));
  }, 150);

  const suggest = (now: string, caret: number) => {
    const typed = typedPart(now.slice(0, caret));
    setPart(typed);
    combobox.resetSelectedOption();
    asked.current++;
    if (typed.name === null) {
      setSuggestions(namesLike(typed.text).map((name) => ({ value: name, hint: filterHints[name] })));
      return;
    }
    const fixed = fixedValues[typed.name];
    const typedText = typed.text.toLowerCase();
    if (fixed)
      setSuggestions(
        fixed.filter((each) => each.startsWith(typedText) && each !== typedText).map((value) => ({ value, hint: "" })),
      );
    else {
      setSuggestions([]);
      void askValues(typed.name as SuggestedName, typed.text);
    }
  };
  const change = (query: string, caret = query.length) => {
    setText(query);
    suggest(query, caret);
    later(query);
  };
  const choose = (chosen: string) => {
    const caret = input.current?.selectionStart ?? text.length;
    const done = complete(text, caret, part, chosen);
    // At once: a letter that is typed next has to find the caret in its new place.
    flushSync(() => change(done.text, done.caret));
    input.current?.focus();
    input.current?.setSelectionRange(done.caret, done.caret);
    if (part.name !== null) combobox.closeDropdown();
  };
  useHotkeys([["/", () => input.current?.focus()]]);

  return (
    <search className={`${pageClasses.search} ${classes.search}`}>
      <Combobox store={combobox} onOptionSubmit={choose} shadow="lg" width={320} position="bottom-start">
        <Combobox.Target>
          <TextInput
            ref={input}
            type="search"
            name="q"
            maxLength={maxLibraryQuery}
            autoComplete="off"
            aria-label="Search pictures"
            placeholder="Search pictures"
            value={text}
            onChange={(event) => {
              const { value, selectionStart } = event.currentTarget;
              combobox.openDropdown();
              change(value, selectionStart ?? value.length);
            }}
            onFocus={() => suggest(text, text.length)}
            onClick={() => combobox.openDropdown()}
            onBlur={() => {
              combobox.closeDropdown();
              later.flush(); // before a click elsewhere navigates, or the pending search would undo that navigation
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && combobox.getSelectedOptionIndex() < 0) {
                combobox.closeDropdown();
                later.flush();
              }
              if (event.key !== "Escape") return;
              // Browsers clear a search field on Escape; here it closes the suggestions first.
              if (combobox.dropdownOpened && suggestions.length > 0) event.preventDefault();
              else if (text) change("");
            }}
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
            rightSection={
              pending ? (
                <Loader size={14} />
              ) : text ? (
                <CloseButton size="sm" aria-label="Clear the search" onClick={() => change("")} />
              ) : (
                <kbd className={pageClasses.key}>/</kbd>
              )
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={suggestions.length === 0}>
          <Combobox.Options aria-label="Suggestions" mah={320} style={{ overflow: "auto" }}>
            {suggestions.map(({ value, hint }) => (
              <Combobox.Option key={value} value={value} className={classes.suggestion ?? ""}>
                <b>{part.name === null ? `${value}:` : value}</b>
                {hint && <span className="dim small">{hint}</span>}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </search>
  );
}

/** Filters whose values are in the database. */
type SuggestedName = Exclude<FilterName, "rights" | "used" | "after" | "before">;
