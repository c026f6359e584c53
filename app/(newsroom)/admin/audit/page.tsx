import type { Metadata } from "next";
import classes from "#components/newsroom/audit/audit.module.css";
import { AuditFilters } from "#components/newsroom/audit/audit-filters.tsx";
import { AuditLog } from "#components/newsroom/audit/audit-log.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { listEvents } from "#lib/audit/data.ts";
import { canReadAudit } from "#lib/audit/policy.ts";
import { type EventsQuery, eventsQuerySchema } from "#lib/audit/schema.ts";
import { type AuditChainCheck, verifyAuditLog } from "#lib/audit/verify-data.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listPersonOptions } from "#lib/people/data.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Audit" };

/** A plain link: the answer is a file, and not a page. */
function downloadLink({ after: _, ...asked }: EventsQuery, format: "csv" | "json") {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return (
    <a className="link" href={`/api/audit?${new URLSearchParams([...given, ["format", format]])}`} download>
      {format.toUpperCase()}
    </a>
  );
}

/** Following the whole chain takes a while, so it happens only on demand. */
function ChainLine({ check }: { check: AuditChainCheck | null }) {
  if (!check)
    return (
      <p className="small dim">
        Each event is sealed into a hash chain.{" "}
        <a className="link" href="/admin/audit?check=1">
          Check the chain
        </a>
      </p>
    );
  const count = check.events.toLocaleString("en");
  return (
    <p className="small" role={check.broken === null ? "status" : "alert"}>
      {check.broken === null
        ? `The chain is intact: ${count} sealed events, none changed, removed or added.`
        : `The chain is broken. ${check.broken}`}
    </p>
  );
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/admin/audit");
  if (!canReadAudit(actor)) return <Refused title="Audit" needs="audit" />;
  const query = await searchParams;
  const asked = eventsQuerySchema.parse(query);
  const { timeZone } = await getSiteSettings();
  const [{ rows, next }, people] = await Promise.all([listEvents(actor, asked, timeZone), listPersonOptions(actor)]);
  return (
    <>
      <PageBar title="Audit" />
      <PageBody>
        <AuditFilters asked={asked} people={people} zone={timeZone} />
        <div className={classes.notes}>
          <p className="small dim">
            Download what the filter finds: {downloadLink(asked, "csv")} · {downloadLink(asked, "json")}
          </p>
          <ChainLine check={query.check === "1" ? await verifyAuditLog(actor) : null} />
        </div>
        <AuditLog events={rows} />
        <Pager path="/admin/audit" query={query} next={next} />
      </PageBody>
    </>
  );
}
