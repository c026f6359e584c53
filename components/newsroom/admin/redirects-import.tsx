"use client";
import { takeInRedirects } from "#lib/redirects/actions.ts";
import type { ImportedLine } from "#lib/redirects/types.ts";
import { type Column, TwoLines } from "../data-table.tsx";
import { ImportButton } from "./import-button.tsx";

/** Why a well-formed line was refused. */
const reasons: Record<string, string> = {
  LOOP: "It would create a redirect loop.",
  TAKEN: "This path has a page on it, or redirects to a page that has moved.",
};
const outcomes: Record<ImportedLine["outcome"], string> = {
  added: "Added",
  changed: "Updated",
  same: "Unchanged",
  refused: "Refused",
};

const columns: Column<ImportedLine>[] = [
  { head: "Line", width: 60, align: "end", from: "wide", cell: ({ line }) => line },
  {
    head: "From, to and result",
    phone: "title",
    cell: ({ line, from, to, outcome, why }) => (
      <TwoLines
        first={from ? `${from} → ${to}` : `Line ${line}`}
        second={why ? `${outcomes[outcome]}: ${reasons[why] ?? why}` : outcomes[outcome]}
      />
    ),
  },
];

export const ImportRedirects = () => (
  <ImportButton
    title="Import redirects"
    description="One redirect per line: from, to. At most 1,000 lines."
    placeholder={"/old/page.html, /city\n/2019/story, https://archive.example.org/story"}
    columns={columns}
    empty="The file has no redirects in it."
    action={takeInRedirects}
  />
);
