"use client";
import { Button, FileInput, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Result } from "#lib/errors.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";
import { SaveDialog } from "./save-dialog.tsx";

/** What became of one line of an imported file. */
type Line = { line: number; outcome: string };

type Props<L extends Line> = {
  title: string;
  /** What a file may hold. */
  description: string;
  /** Two lines as an example. */
  placeholder: string;
  columns: Column<L>[];
  /** For a file without a line. */
  empty: string;
  action: (input: { csv: string }) => Promise<Result<{ lines: L[] }>>;
};

/** Imports lines from a CSV file or pasted text, then lists the results, refused lines first. */
export function ImportButton<L extends Line>({ title, description, placeholder, columns, empty, action }: Props<L>) {
  const [opened, setOpened] = useState(false);
  const [csv, setCsv] = useState("");
  const [report, setReport] = useState<L[] | null>(null);
  const { send, pending, failure, clear } = useServerAction(action);
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
        <Dialog
          opened={opened}
          onClose={close}
          title={`${report.length - refused} of ${report.length} ${report.length === 1 ? "line" : "lines"} imported`}
        >
          <DataTable
            label="Result of each line"
            columns={columns}
            rows={[...report].sort((a, b) => Number(b.outcome === "refused") - Number(a.outcome === "refused"))}
            keyOf={({ line }) => String(line)}
            tall
            empty={empty}
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
          title={title}
          verb="Import"
          fields={["csv"]}
          pending={pending}
          failure={failure}
          onSubmit={() => send({ csv }, ({ lines }) => setReport(lines))}
        >
          <FileInput
            label="File"
            description={description}
            placeholder="Choose a CSV file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={async (file) => setCsv((await file?.text()) ?? "")}
          />
          <Textarea
            label="Lines"
            placeholder={placeholder}
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
