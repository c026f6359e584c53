import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { CdnState } from "#components/newsroom/press/cdn-state.tsx";
import { Checks } from "#components/newsroom/press/checks.tsx";
import { NodesTable } from "#components/newsroom/press/nodes-table.tsx";
import { PagesTable } from "#components/newsroom/press/pages-table.tsx";
import { PressNumbers } from "#components/newsroom/press/press-numbers.tsx";
import { PurgeButton } from "#components/newsroom/press/purge-button.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { canManagePress } from "#lib/press/policy.ts";
import { reportPress } from "#lib/press/report.ts";

export const metadata: Metadata = { title: "Page cache" };

export default async function PressPage() {
  const actor = await requirePerson("/admin/press");
  if (!canManagePress(actor)) return <Refused title="Page cache" needs="settings" />;
  const report = await reportPress(actor);
  return (
    <>
      <PageBar title="Page cache" {...(report ? { count: report.memory.pages } : {})}>
        <PurgeButton />
      </PageBar>
      <PageBody>
        {report && (
          <>
            <PressNumbers report={report} />
            {report.cdn && <CdnState cdn={report.cdn} />}
            <NodesTable nodes={report.nodes} />
            <Checks nodes={report.nodes} />
            <PagesTable pages={report.pages} />
          </>
        )}
      </PageBody>
    </>
  );
}
