"use client";
import { Button, Progress } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconFileImport } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { pauseRun, resumeRun, undoRun } from "#lib/import-runs/actions.ts";
import type { ImportRow, UndoOutcome } from "#lib/import-runs/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { formatNames } from "./format-names.ts";
import classes from "./imports.module.css";
import { ItemsDialog } from "./items-dialog.tsx";
import { NamesDialog } from "./names-dialog.tsx";

const refreshMs = 2_000;
const count = (value: number): string => value.toLocaleString("en-GB");

const states: Record<ImportRow["state"], string> = {
  WAITING: "Waiting to start",
  RUNNING: "Running",
  PAUSED: "Paused",
  DONE: "Finished",
  FAILED: "Failed",
  UNDONE: "Undone",
};

/** The newest imports, each with its progress. While one runs, the list is read again every two seconds. */
export function ImportList({ imports }: { imports: ImportRow[] }) {
  const router = useRouter();
  const isActive = imports.some(({ state }) => state === "WAITING" || state === "RUNNING");
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(() => router.refresh(), refreshMs);
    return () => clearInterval(timer);
  }, [isActive, router]);
  if (imports.length === 0)
    return <EmptyList icon={IconFileImport} title="No imports yet" text="Choose an archive above to begin." />;
  return (
    <ul className={classes.list} aria-label="Imports">
      {imports.map((row) => (
        <ImportCard key={row.id} row={row} />
      ))}
    </ul>
  );
}

function ImportCard({ row }: { row: ImportRow }) {
  const [dialog, setDialog] = useState<"names" | "items" | "undo" | null>(null);
  const pause = useServerAction(pauseRun);
  const resume = useServerAction(resumeRun);
  const { id, name, format, state, isDryRun, done, total } = row;
  const isActive = state === "WAITING" || state === "RUNNING";
  const failure = pause.failure ?? resume.failure;
  return (
    <li className={classes.card} aria-label={name}>
      <div className={classes.head}>
        <strong className={classes.name}>{name}</strong>
        <span className={classes.state} data-state={state}>
          {isDryRun ? `Dry run: ${states[state].toLowerCase()}` : states[state]}
        </span>
      </div>
      <p className="dim small">
        {formatNames[format as keyof typeof formatNames] ?? (isActive ? "Format not known yet" : "Unknown format")} ·{" "}
        {row.by ?? "Command line"} · <When at={row.createdAt} />
        {row.only !== null && ` · ${count(row.only)} single ${row.only === 1 ? "item" : "items"}`}
      </p>
      {isActive && (
        <Progress
          value={total ? (done / total) * 100 : 0}
          animated={state === "RUNNING"}
          aria-label={`Progress of ${name}`}
        />
      )}
      <p aria-live="polite">{summaryOf(row)}</p>
      {row.problem && <p className={classes.problem}>{row.problem}</p>}
      <Problem failure={failure} />
      <div className={classes.buttons}>
        {isDryRun && state === "DONE" && (
          <Button variant="filled" onClick={() => setDialog("names")}>
            Choose names and import
          </Button>
        )}
        {isActive && (
          <Button loading={pause.pending} onClick={() => pause.send({ importId: id })}>
            Pause
          </Button>
        )}
        {(state === "PAUSED" || state === "FAILED") && (
          <Button loading={resume.pending} onClick={() => resume.send({ importId: id })}>
            {state === "PAUSED" ? "Resume" : "Try again"}
          </Button>
        )}
        {!isActive && row.counts.skipped + row.counts.warnings > 0 && (
          <Button component="a" href={`/api/imports/report?importId=${id}`} download>
            Download report
          </Button>
        )}
        {!isDryRun && !isActive && state !== "UNDONE" && total !== null && (
          <Button onClick={() => setDialog("items")}>Import items again</Button>
        )}
        {row.canUndo && format !== "" && <Button onClick={() => setDialog("undo")}>Undo import</Button>}
      </div>
      {dialog === "names" && <NamesDialog importId={id} close={() => setDialog(null)} />}
      {dialog === "items" && <ItemsDialog importId={id} close={() => setDialog(null)} />}
      {dialog === "undo" && <UndoDialog row={row} close={() => setDialog(null)} />}
    </li>
  );
}

function summaryOf({ state, isDryRun, done, total, counts }: ImportRow): string {
  if (state === "WAITING") return "It starts in a few seconds.";
  if (state === "RUNNING" && total === null) return "Reading the archive for the first time …";
  const isUnfinished = state === "RUNNING" || state === "PAUSED" || state === "FAILED";
  if (isUnfinished && total === null) return "No item has been imported.";
  const parts = [
    isUnfinished && total !== null ? `${count(done)} of ${count(total)} items` : "",
    `${count(counts.imported)} ${isDryRun ? "to import" : "imported"} (${count(counts.live)} published, ${count(counts.drafts)} unpublished)`,
    counts.replaced > 0 ? `${count(counts.replaced)} replaced` : "",
    counts.known > 0 ? `${count(counts.known)} here already` : "",
    counts.pictures > 0 ? `${count(counts.pictures)} ${counts.pictures === 1 ? "picture" : "pictures"}` : "",
    counts.files > 0 ? `${count(counts.files)} ${counts.files === 1 ? "file" : "files"}` : "",
    counts.skipped > 0 ? `${count(counts.skipped)} skipped` : "",
    counts.warnings > 0 ? `${count(counts.warnings)} ${counts.warnings === 1 ? "warning" : "warnings"}` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function UndoDialog({ row, close }: { row: ImportRow; close: () => void }) {
  const { send, pending, failure } = useServerAction(undoRun);
  const finish = ({ removed, stayed }: UndoOutcome) => {
    close();
    notifications.show({
      message: `${count(removed.stories)} ${removed.stories === 1 ? "story" : "stories"} removed${
        stayed.stories > 0 ? `, ${count(stayed.stories)} stayed because somebody has changed or used them` : ""
      }.`,
      autoClose: 10_000,
    });
  };
  return (
    <Dialog opened onClose={close} title={`Undo the import of ${row.name}?`}>
      <p>
        Everything that this import has made goes, and readers get 404 at its addresses. Stories that somebody has
        edited, published again, commented on or planned since stay, with what they use.
      </p>
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button variant="filled" color="red" loading={pending} onClick={() => send({ importId: row.id }, finish)}>
          Undo import
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
