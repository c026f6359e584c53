"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { keptDays, minReaders } from "#lib/promotions/policy.ts";
import type { MissedTerm } from "#lib/promotions/types.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { ListSection } from "./list-section.tsx";
import { PromotionDialog } from "./promotion-dialog.tsx";
import classes from "./promotions.module.css";

/** What readers searched for without finding anything. */
export function MissedTerms({ misses }: { misses: MissedTerm[] }) {
  const times = useTimes();
  const [chosen, setChosen] = useState<string | null>(null);
  const columns: Column<MissedTerm>[] = [
    { head: "Searched for", phone: "title", cell: ({ term }) => <span dir="auto">{term}</span> },
    {
      head: "Readers",
      width: 100,
      align: "end",
      phone: "below",
      cell: ({ readers }) => (
        <>
          {readers.toLocaleString("en-GB")}
          <span className={classes.unit}> readers</span>
        </>
      ),
    },
    { head: "Last", width: 190, from: "wide", cell: ({ lastDay }) => times.date(new Date(`${lastDay}T12:00:00Z`)) },
    {
      head: <span className="vh">Actions</span>,
      width: 190,
      align: "end",
      phone: "end",
      cell: ({ term, isPromoted }) =>
        isPromoted ? (
          <span className="dim">Promoted</span>
        ) : (
          <Button size="compact-sm" aria-label={`Promote a result for “${term}”`} onClick={() => setChosen(term)}>
            Promote a result
          </Button>
        ),
    },
  ];
  return (
    <ListSection
      id="missed"
      title="Searches without results"
      about={`In the last ${keptDays} days. A search is listed if at least ${minReaders} readers made it on one day and found nothing; rarer ones are deleted at the end of the day. Nothing about a reader is stored.`}
    >
      <DataTable
        label="Searches without results"
        columns={columns}
        rows={misses}
        keyOf={({ term }) => term}
        empty="No searches to list."
      />
      {chosen !== null && <PromotionDialog promotion={null} term={chosen} opened onClose={() => setChosen(null)} />}
    </ListSection>
  );
}
