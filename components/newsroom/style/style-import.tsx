"use client";
import { Button, FileInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { exportStyle, importStyle } from "#lib/house-style/actions.ts";
import type { StyleImportLine } from "#lib/house-style/types.ts";
import { SaveDialog } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
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

/** Imports rules from a file or pasted text, then lists the results, refused lines first. */
export function ImportStyle() {
  const [opened, setOpened] = useState(false);
  const [csv, setCsv] = useState("");
  const [report, setReport] = useState<StyleImportLine[] | null>(null);
  const { send, pending, failure, clear } = useServerAction(importStyle);
  const close = () => {
    clear();
    setOpened(false);
    setReport(null);
    setCsv("");
  };
  const refused = report?.filter(({ outcome }) => outcome === "refused").length ?? 0;
  return (
    <>
      <Button onClick={() => setOpened(true)} style={{ flex: "none" }}>
        Import
      </Button>
      {report ? (
        <Dialog opened={opened} onClose={close} title={`${report.length - refused} of ${report.length} lines imported`}>
          <DataTable
            label="Result of each line"
            columns={columns}
            rows={[...report].sort((a, b) => Number(b.outcome === "refused") - Number(a.outcome === "refused"))}
            keyOf={({ line }) => String(line)}
            tall
            empty="The file has no rules in it."
          />
          <DialogFoot>
            <Button variant="filled" onClick={close}>
              Close
            </Button>
          </DialogFoot>
        </Dialog>
      ) : (
        <SaveDialog
          opened={opened}
          onClose={close}
          title="Import rules"
          verb="Import"
          fields={["csv"]}
          pending={pending}
          failure={failure}
          onSubmit={() => send({ csv }, ({ lines }) => setReport(lines))}
        >
          <FileInput
            label="File"
            description="A CSV file with one rule on each line: find, replace, reason. Export the rules to see all columns."
            placeholder="Choose a CSV file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={async (file) => setCsv((await file?.text()) ?? "")}
          />
          <Textarea
            label="Lines"
            placeholder={"utilise, use, Prefer the shorter word.\nper cent, %, In tables and charts only"}
            autosize
            minRows={4}
            maxRows={10}
            value={csv}
            onChange={(event) => setCsv(event.currentTarget.value)}
            error={failure?.fields?.csv}
          />
        </SaveDialog>
      )}
    </>
  );
}

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
