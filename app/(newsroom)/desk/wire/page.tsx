import type { Metadata } from "next";
import { FilterChip } from "#components/newsroom/filter-chip.tsx";
import { PageBar, PageFilters } from "#components/newsroom/page-bar.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { WireScreen } from "#components/newsroom/wires/wire-screen.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { findWireItem, listSourceNames, listWire } from "#lib/wires/data.ts";
import { canManageWires, canReadWires } from "#lib/wires/policy.ts";
import { wireQuerySchema } from "#lib/wires/schema.ts";

export const metadata: Metadata = { title: "Wire" };

export default async function WirePage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson("/desk/wire"), searchParams]);
  if (!canReadWires(actor)) return <Refused title="Wire" needs="write" />;
  const asked = wireQuerySchema.parse(query);
  const [{ rows, next, newest }, sources, item] = await Promise.all([
    listWire(actor, asked),
    listSourceNames(actor),
    asked.item === undefined ? null : findWireItem(actor, asked.item),
  ]);
  return (
    <>
      <PageBar title="Wire">
        <SearchField label="Search the wire" />
      </PageBar>
      {sources.length > 0 && (
        <PageFilters>
          <FilterChip
            label="Show"
            name="show"
            options={[
              { value: "mine", label: "For me" },
              { value: "dropped", label: "Dropped" },
            ]}
          />
          <FilterChip
            label="Source"
            name="source"
            options={sources.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </PageFilters>
      )}
      <WireScreen
        rows={rows}
        next={next}
        newest={newest}
        filter={{ q: asked.q, source: asked.source, show: asked.show }}
        query={query}
        item={item}
        isGone={asked.item !== undefined && item === null}
        hasSources={sources.length > 0}
        canManage={canManageWires(actor)}
      />
    </>
  );
}
