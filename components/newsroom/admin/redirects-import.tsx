"use client";
import { Button, FileInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { takeInRedirects } from "#lib/redirects/actions.ts";
import type { ImportedLine } from "#lib/redirects/types.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";
import { SaveDialog } from "./save-dialog.tsx";

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

/** Imports redirects from a file or pasted text, then lists the results, refused lines first. */
export function ImportRedirects() {
  const [opened, setOpened] = useState(false);
  const [csv, setCsv] = useState("");
  const [report, setReport] = useState<ImportedLine[] | null>(null);
  const { send, pending, failure, clear } = useServerAction(takeInRedirects);
  const close = () => {
    clear();
    setOpened(false);
    setReport(null);
    setCsv("");
  };
  return (
    <>
      <Button onClick={() => setOpened(true)} style={{ flex: "none" }}>
        Import
      </Button>
      {report ? (
        <Dialog opened={opened} onClose={close} title={titleOf(report)}>
          <DataTable
            label="Result of each line"
            columns={columns}
            rows={[...report].sort((a, b) => Number(b.outcome === "refused") - Number(a.outcome === "refused"))}
            keyOf={({ line }) => String(line)}
            tall
            empty="The file has no redirects in it."
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
          title="Import redirects"
          verb="Import"
          fields={["csv"]}
          pending={pending}
          failure={failure}
          onSubmit={() => send({ csv }, ({ lines }) => setReport(lines))}
        >
          <FileInput
            label="File"
            description="One redirect per line: from, to. At most 1,000 lines."
            placeholder="Choose a CSV file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={async (file) => setCsv((await file?.text()) ?? "")}
          />
          <Textarea
            label="Lines"
            placeholder={"/old/page.html, /city\n/2019/story, https://archive.example.org/story"}
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

function titleOf(report: readonly ImportedLine[]): string {
  const refused = report.filter(({ outcome }) => outcome === "refused").length;
  return `${report.length - refused} of ${report.length} lines imported`;
}
