import type { Metadata } from "next";
import { FilterChip } from "#components/newsroom/filter-chip.tsx";
import { PageBar, PageBody, PageFilters } from "#components/newsroom/page-bar.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { ReadershipTable } from "#components/newsroom/readership/readership-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";
import { listReadership } from "#lib/readership/data.ts";
import { periodNames, periods, readershipQuerySchema } from "#lib/readership/schema.ts";

export const metadata: Metadata = { title: "Readership" };

export default async function ReadershipPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson("/desk/readership"), searchParams]);
  const asked = readershipQuerySchema.parse(query);
  const [{ stories, total }, sections] = await Promise.all([listReadership(actor, asked), listSections()]);
  return (
    <>
      <PageBar title="Readership" />
      <PageFilters>
        <FilterChip
          label="Period"
          name="period"
          options={periods.map((period) => ({ value: period, label: periodNames[period] }))}
        />
        <FilterChip
          label="Section"
          name="section"
          options={sections
            .flatMap((section) => [section, ...section.children])
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <span className="small dim">
          {total.toLocaleString("en-GB")} reads of stories in the {periodNames[asked.period]}
        </span>
      </PageFilters>
      <PageBody>
        <ReadershipTable stories={stories} />
      </PageBody>
    </>
  );
}
