"use client";
import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import classes from "./page.module.css";
import { withQuery } from "./query.ts";

/** Searches a list; the query is the parameter `q` of the address. The key "/" focuses the field. */
export function SearchField({ label }: { label: string }) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(params.get("q") ?? "");
  const search = useDebouncedCallback(
    (q: string) => router.replace(withQuery(path, Object.fromEntries(params), { q: q.trim() || null })),
    250,
  );
  const change = (q: string) => {
    setText(q);
    search(q);
  };
  useHotkeys([["/", () => input.current?.focus()]]);
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search ?? ""}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => search.flush()} // before a click elsewhere navigates, or the pending search would undo that navigation
      onKeyDown={(event) => {
        if (event.key === "Escape" && text) change("");
      }}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => change("")} />
        ) : (
          <kbd className={classes.key}>/</kbd>
        )
      }
    />
  );
}
