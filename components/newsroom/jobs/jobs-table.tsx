"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { runJob } from "#lib/jobs/actions.ts";
import type { JobRow } from "#lib/jobs/data.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { explain } from "../messages.ts";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import classes from "./jobs.module.css";

function State({ job }: { job: JobRow }) {
  if (job.error) return <span className={classes.bad}>Failed: {job.error}</span>;
  if (job.isOverdue) return <span className={classes.bad}>Overdue</span>;
  if (job.running > 0) return "Running";
  return <span className="dim">{job.due > 0 ? "Due" : "Waiting for its time"}</span>;
}

function RunNow({ job }: { job: JobRow }) {
  const { send, pending, failure } = useServerAction(runJob);
  useEffect(() => {
    if (failure) notifications.show({ message: explain(failure), color: "red", autoClose: 10_000 });
  }, [failure]);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={pending}
      aria-label={`${job.error ? "Try again" : "Run now"}: ${job.label}`}
      onClick={() =>
        send({ name: job.name }, () => notifications.show({ message: "The job starts within half a minute." }))
      }
    >
      {job.error ? "Try again" : "Run now"}
    </Button>
  );
}

const columns: Column<JobRow>[] = [
  { head: "Job", width: 380, phone: "title", cell: ({ label }) => <span className={classes.label}>{label}</span> },
  { head: "State", phone: "below", cell: (job) => <State job={job} /> },
  {
    head: "Failed",
    width: 80,
    align: "end",
    from: "wide",
    cell: ({ failed }) => (failed === 0 ? <span className="dim">0</span> : failed),
  },
  {
    head: "Last run",
    width: 130,
    align: "end",
    from: "wide",
    cell: ({ lastRunAt }) => (lastRunAt ? <When at={lastRunAt} /> : <span className="dim">not yet</span>),
  },
  {
    head: <span className="vh">Run</span>,
    width: 140,
    align: "end",
    phone: "end",
    cell: (job) => <RunNow job={job} />,
  },
];

/** The background jobs with their state, the last error, and a button that runs each at once. */
export const JobsTable = ({ jobs }: { jobs: JobRow[] }) => (
  <section aria-labelledby="jobs-title">
    <h2 id="jobs-title" className={classes.heading}>
      Background jobs
    </h2>
    <DataTable label="Background jobs" columns={columns} rows={jobs} keyOf={({ name }) => name} empty="No jobs." />
  </section>
);
