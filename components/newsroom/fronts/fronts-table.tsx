"use client";
import Link from "next/link";
import type { FrontRow, FrontState } from "#lib/fronts/desk-data.ts";
import { DataTable } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./fronts.module.css";
import { frontAddress } from "./places.ts";

type Row = FrontRow & { state: FrontState | null };

/** All fronts, with what is going on with each. */
export function FrontsTable({ fronts }: { fronts: Row[] }) {
  const times = useTimes();
  return (
    <DataTable
      label="Fronts"
      rows={fronts}
      keyOf={({ id }) => id}
      empty="There are no fronts."
      columns={[
        {
          head: "Front",
          phone: "title",
          cell: (row) => (
            <Link href={frontAddress(row)} className={classes.front ?? ""} data-below={row.isBelow || undefined}>
              {row.name}
            </Link>
          ),
        },
        {
          head: "Draft",
          width: 320,
          phone: "below",
          cell: ({ state }) => {
            const lines = [
              state?.lockedBy && `Locked by ${state.lockedBy}`,
              state?.draftBy != null && `Changed by ${state.draftBy}`,
              state?.scheduledFor && `Launch scheduled for ${times.full(new Date(state.scheduledFor))}`,
            ].filter((line) => typeof line === "string");
            return lines.length > 0 ? (
              lines.map((line) => (
                <div key={line} className={classes.line}>
                  {line}
                </div>
              ))
            ) : (
              <span className="dim">No changes</span>
            );
          },
        },
        {
          head: "Launched",
          width: 180,
          phone: "end",
          cell: ({ state }) =>
            state?.launchedAt ? (
              <>
                <span className={classes.launched}>Launched </span>
                <When at={state.launchedAt} isAgo />
              </>
            ) : (
              <span className="dim">Filled automatically</span>
            ),
        },
      ]}
    />
  );
}
