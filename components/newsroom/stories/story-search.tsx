"use client";
import { CloseButton, Loader, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import pageClasses from "../page.module.css";
import { filterNames, listAddress, storiesPath } from "./list-address.ts";

/** The search form that the filters below belong to. It works without script; with script it submits by itself. */
export const findForm = "find-stories";

/** Searches headlines and authors. The key "/" focuses the field. */
export function StorySearch({ q }: { q: string }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [pending, start] = useTransition();

  // The address can change by a view or by going back; the field must not change while somebody types.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(q);
  }, [q]);

  const go = () => {
    if (!form.current) return;
    const given = new FormData(form.current);
    const filters = Object.fromEntries(filterNames.map((name) => [name, String(given.get(name) ?? "").trim()]));
    start(() => router.push(listAddress(filters)));
  };
  const later = useDebouncedCallback(go, 250);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    later.cancel();
    go();
  };
  const change = (value: string) => {
    setText(value);
    later();
  };
  useHotkeys([["/", () => input.current?.focus()]]);

  return (
    <search className={pageClasses.search}>
      <form ref={form} id={findForm} method="get" action={storiesPath} onSubmit={submit} aria-busy={pending}>
        <TextInput
          ref={input}
          type="search"
          name="q"
          maxLength={200}
          autoComplete="off"
          aria-label="Find stories by headline or author"
          placeholder="Headline or author"
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onBlur={() => later.flush()} // before a click elsewhere navigates, or the pending search would undo that navigation
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            if (text) change("");
            else event.currentTarget.blur();
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
      </form>
    </search>
  );
}
