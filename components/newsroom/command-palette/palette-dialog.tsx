"use client";
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import Link from "next/link";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useSearch } from "#components/editor/bars/use-search.ts";
import { startNewStory } from "#components/editor/new-story/new-stories.ts";
import { newId } from "#lib/ids.ts";
import { searchStories } from "#lib/stories/actions.ts";
import { newStoryAddress } from "#lib/stories/policy.ts";
import { Dialog } from "../dialog.tsx";
import { useActor } from "../newsroom-context.tsx";
import classes from "./palette.module.css";
import { commandsFor, matches, type PaletteEntry, pagesFor } from "./palette-entries.ts";

/** The most stories shown: without a query those changed last. */
const maxRecent = 5;
const maxFound = 10;

const askForStories = (query: string) => searchStories({ query });

type Props = {
  text: string;
  onType: (text: string) => void;
  /** Whether Enter was pressed before there was an entry to open. */
  isEnterPending: boolean;
  setEnterPending: (isEnterPending: boolean) => void;
  /** Called when the field has the focus. */
  onFocus: () => void;
  close: () => void;
};

/** Finds a story, a page of the newsroom or a command by a few letters, and opens it. */
export function PaletteDialog({ text, onType, isEnterPending, setEnterPending, onFocus, close }: Props) {
  const actor = useActor();
  const [chosen, setChosen] = useState<PaletteEntry | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const combobox = useCombobox({ defaultOpened: true });
  const query = text.trim();
  const { found, failed, isCurrent } = useSearch(query, askForStories);

  const stories = (found ?? [])
    // What an earlier query found may not be what this one asks for.
    .filter(({ headline }) => isCurrent || matches(headline, query))
    .slice(0, query ? maxFound : maxRecent)
    .map(({ id, headline, path }) => ({
      label: headline || "Untitled",
      hint: path ?? "Not published",
      href: `/desk/stories/${id}`,
    }));
  const fitting = (entries: PaletteEntry[]) => entries.filter(({ label }) => matches(label, query));
  const groups: { name: string; entries: (PaletteEntry & { hint?: string })[] }[] = [
    { name: "Commands", entries: fitting(commandsFor(actor)) },
    { name: "Pages", entries: fitting(pagesFor(actor)) },
    { name: query ? "Stories" : "Stories changed last", entries: stories },
  ];
  const entries = groups.flatMap((group) => group.entries);
  const isEmpty = entries.length === 0;

  const listed = entries.map(idOf).join(" ");
  // Mantine remembers the position of the selected entry, which changes when entries before it come or go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list moves the entry
  useEffect(() => {
    const options = [...(list.current?.querySelectorAll("[data-combobox-option]") ?? [])];
    const selected = options.findIndex((option) => option.hasAttribute("data-combobox-selected"));
    if (selected < 0) combobox.selectFirstOption();
    else combobox.selectOption(selected);
  }, [listed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at the first entry
  useEffect(() => void combobox.selectFirstOption(), [query]);

  const choose = (value: string) => {
    const entry = entries.find((each) => idOf(each) === value);
    if (!entry) return;
    // By a click on a link, so that a page with unsaved input asks first.
    flushSync(() => setChosen(entry));
    close();
    link.current?.click();
  };
  // Stories come last, so that no result of the search gets in front of a command or page.
  const [first] = entries;
  const isFirstKnown = isCurrent || entries.length > stories.length;
  useEffect(() => {
    if (!isEnterPending || !isFirstKnown) return;
    setEnterPending(false);
    // In a microtask, because flushSync does not work within an effect.
    if (first) queueMicrotask(() => choose(idOf(first)));
  });

  const follow = (event: MouseEvent) => {
    if (!chosen || !("begins" in chosen)) return;
    event.preventDefault();
    startNewStory(chosen.begins); // without a request, so that the next keys are in the story
  };

  return (
    <>
      <Dialog opened onClose={close} title="Command palette" size={560}>
        <Combobox store={combobox} onOptionSubmit={choose}>
          {/* Escape closes the dialog at once, not the list first. */}
          <Combobox.EventsTarget withExpandedAttribute data-mantine-stop-propagation={false}>
            <TextInput
              data-autofocus
              type="search"
              label="Find a story, page or command"
              maxLength={200}
              autoComplete="off"
              value={text}
              onFocus={(event) => {
                event.currentTarget.setSelectionRange(text.length, text.length);
                if (combobox.getSelectedOptionIndex() < 0) combobox.selectFirstOption(); // the list was not on the page before
                onFocus();
              }}
              onChange={(event) => onType(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || combobox.getSelectedOptionIndex() >= 0) return;
                event.preventDefault(); // as in the field before this one
                setEnterPending(true);
              }}
            />
          </Combobox.EventsTarget>
          <p role="status" className={classes.state}>
            {failed
              ? "The stories could not be searched. Try again in a moment."
              : isEmpty && (isCurrent ? `Nothing found for “${query}”.` : "Searching…")}
          </p>
          <Combobox.Options ref={list} className={classes.list ?? ""} aria-label="Found">
            {groups.map(
              ({ name, entries }) =>
                entries.length > 0 && (
                  <Combobox.Group key={name} label={name}>
                    {entries.map((entry) => (
                      <Combobox.Option key={idOf(entry)} value={idOf(entry)} className={classes.entry ?? ""}>
                        <bdi>{entry.label}</bdi>
                        {entry.hint && <span className="dim">{entry.hint}</span>}
                      </Combobox.Option>
                    ))}
                  </Combobox.Group>
                ),
            )}
          </Combobox.Options>
        </Combobox>
      </Dialog>
      <Link ref={link} href={chosen ? addressOf(chosen) : ""} prefetch={false} onClick={follow} hidden />
    </>
  );
}

const addressOf = (entry: PaletteEntry): string =>
  "href" in entry ? entry.href : newStoryAddress(newId(), entry.begins);
const idOf = (entry: PaletteEntry): string => ("href" in entry ? entry.href : entry.begins);
