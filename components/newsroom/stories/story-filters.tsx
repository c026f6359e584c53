"use client";
import { IconChevronDown } from "@tabler/icons-react";
import Link from "next/link";
import type { Name } from "#lib/stories/types.ts";
import { copyWords, publicationWords } from "../story-status.ts";
import { type Filters, listAddress } from "./list-address.ts";
import classes from "./stories.module.css";
import { findForm } from "./story-search.tsx";

type Option = { value: string; label: string };
type Choice = {
  label: string;
  name: "copy" | "publication" | "section" | "person" | "assigned" | "due" | "sort";
  any: string;
  options: Option[];
  about?: string;
};

const wordsOf = (words: Record<string, { word: string }>): Option[] =>
  Object.entries(words).map(([value, { word }]) => ({ value, label: word }));
const namesOf = (names: Name[]): Option[] => names.map(({ id, name }) => ({ value: id, label: name }));

/** The filters of the list. Each is a field of the search form and a parameter of the URL. */
export function StoryFilterBar({ filters, sections, people }: { filters: Filters; sections: Name[]; people: Name[] }) {
  const choices: Choice[] = [
    { label: "Status", name: "copy", any: "all but spiked", options: wordsOf(copyWords) },
    { label: "On site", name: "publication", any: "any", options: wordsOf(publicationWords) },
    { label: "Section", name: "section", any: "any", options: namesOf(sections) },
    // A person who sees only their own stories has nobody to choose.
    ...(people.length > 1
      ? [
          {
            label: "Involving",
            name: "person" as const,
            any: "anyone",
            options: namesOf(people),
            about: "Created, written or last edited by this person, or assigned to them",
          },
          { label: "Assigned to", name: "assigned" as const, any: "anyone", options: namesOf(people) },
        ]
      : []),
    { label: "Due", name: "due", any: "any", options: [{ value: "overdue", label: "overdue" }] },
    { label: "Order", name: "sort", any: "last changed", options: [{ value: "due", label: "due time" }] },
  ];
  const isFiltered = choices.some(({ name }) => filters[name]);
  return (
    <div className={classes.filters}>
      {choices.map(({ label, name, any, options, about }) => (
        // A new key when the URL changes, so that the field shows the new value.
        <label
          key={`${name} ${filters[name] ?? ""}`}
          className={classes.filter}
          data-set={filters[name] ? "" : undefined}
          title={about}
        >
          <span>{label}</span>
          <select
            form={findForm}
            name={name}
            defaultValue={filters[name] ?? ""}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <option value="">{any}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </label>
      ))}
      {isFiltered && (
        <Link className={classes.clear} href={listAddress({ q: filters.q ?? "" })}>
          Clear filters
        </Link>
      )}
      <noscript>
        <button type="submit" form={findForm}>
          Show
        </button>
      </noscript>
    </div>
  );
}
