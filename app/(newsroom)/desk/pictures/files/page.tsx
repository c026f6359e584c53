import type { Metadata } from "next";
import Link from "next/link";
import { FilterChip } from "#components/newsroom/filter-chip.tsx";
import { PageBar, PageBody, PageFilters } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import { kindNames } from "#components/newsroom/pictures/files/kind-names.ts";
import { MediaTable } from "#components/newsroom/pictures/files/media-table.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { mediaKinds } from "#lib/media/types.ts";
import { listMediaLibrary } from "#lib/picture-desk/media-data.ts";
import { mediaListSchema } from "#lib/picture-desk/media-schema.ts";

const title = "Video, audio and files";
export const metadata: Metadata = { title };

export default async function FilesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(), searchParams]);
  const asked = mediaListSchema.parse(query);
  const { items, count, next } = await listMediaLibrary(actor, asked);
  return (
    <>
      <PageBar title={title} count={count}>
        <SearchField label="Search by name" />
        <Link className="link" href="/desk/pictures">
          Pictures
        </Link>
      </PageBar>
      <PageFilters>
        <FilterChip
          label="Kind"
          name="kind"
          options={mediaKinds.map((value) => ({ value, label: kindNames[value] }))}
        />
      </PageFilters>
      <PageBody>
        <MediaTable items={items} isSearch={asked.q !== "" || asked.kind !== null} />
        <Pager path="/desk/pictures/files" query={query} next={next} />
      </PageBody>
    </>
  );
}
