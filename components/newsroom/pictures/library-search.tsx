"use client";
import { CloseButton, Loader, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { libraryAddress, maxLibraryQuery } from "#lib/pictures/library/query.ts";
import pageClasses from "../page.module.css";

/** Searches the library while a person types; the query is in the address. The key "/" focuses the field. */
export function LibrarySearch({ q }: { q: string }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [pending, start] = useTransition();

  // The address can change by a chip or by going back; the field must not change while somebody types.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(q);
  }, [q]);

  const go = (query: string) => start(() => router.replace(libraryAddress(query)));
  const later = useDebouncedCallback(go, 250);
  const change = (query: string) => {
    setText(query);
    later(query);
  };
  useHotkeys([["/", () => input.current?.focus()]]);

  return (
    <search className={pageClasses.search}>
      <TextInput
        ref={input}
        type="search"
        name="q"
        maxLength={maxLibraryQuery}
        autoComplete="off"
        aria-label="Search pictures"
        placeholder="Search pictures"
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => later.flush()} // before a click elsewhere navigates, or the pending search would undo that navigation
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
    </search>
  );
}
