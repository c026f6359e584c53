import type { Metadata } from "next";
import { JobNumbers } from "#components/newsroom/jobs/job-numbers.tsx";
import { JobsTable } from "#components/newsroom/jobs/jobs-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getBackupStatus } from "#lib/backup/nightly-data.ts";
import { listJobs } from "#lib/jobs/data.ts";
import { getMailStatus } from "#lib/mail/data.ts";
import { getScheduleHealth } from "#lib/schedule/data.ts";
import { canSeeJobs } from "#lib/schedule/policy.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const actor = await requirePerson("/admin/jobs");
  if (!canSeeJobs(actor)) return <Refused title="Jobs" needs="settings" />;
  const [jobs, schedule, mail, backup] = await Promise.all([
    listJobs(actor),
    getScheduleHealth(actor),
    getMailStatus(actor),
    getBackupStatus(actor),
  ]);
  return (
    <>
      <PageBar title="Jobs" />
      <PageBody>
        <JobNumbers schedule={schedule} mail={mail} backup={backup} />
        <JobsTable jobs={jobs} />
      </PageBody>
    </>
  );
}
