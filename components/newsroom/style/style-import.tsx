"use client";
import { Button } from "@mantine/core";
import { exportStyle, importStyle } from "#lib/house-style/actions.ts";
import type { StyleImportLine } from "#lib/house-style/types.ts";
import { ImportButton } from "../admin/import-button.tsx";
import { type Column, TwoLines } from "../data-table.tsx";
import { useServerAction } from "../use-server-action.ts";

const outcomes: Record<StyleImportLine["outcome"], string> = {
  added: "Added",
  same: "Already there",
  refused: "Refused",
};

const columns: Column<StyleImportLine>[] = [
  { head: "Line", width: 60, align: "end", from: "wide", cell: ({ line }) => line },
  {
    head: "Rule and result",
    phone: "title",
    cell: ({ line, pattern, outcome, why }) => (
      <TwoLines first={pattern || `Line ${line}`} second={why ? `${outcomes[outcome]}: ${why}` : outcomes[outcome]} />
    ),
  },
];

export const ImportStyle = () => (
  <ImportButton
    title="Import rules"
    description="A CSV file with one rule on each line: find, replace, reason. Export the rules to see all columns."
    placeholder={"utilise, use, Prefer the shorter word.\nper cent, %, In tables and charts only"}
    columns={columns}
    empty="The file has no rules in it."
    action={importStyle}
  />
);

/** Downloads all rules as a CSV file. */
export function ExportStyle({ isOff }: { isOff: boolean }) {
  const { send, pending } = useServerAction(exportStyle);
  return (
    <Button
      disabled={isOff}
      loading={pending}
      style={{ flex: "none" }}
      onClick={() =>
        send({}, ({ csv }) => {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
          link.download = "house-style.csv";
          link.click();
          URL.revokeObjectURL(link.href);
        })
      }
    >
      Export
    </Button>
  );
}
