import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { RulesTable } from "#components/newsroom/wires/rules-table.tsx";
import { NewSource, SourcesTable } from "#components/newsroom/wires/sources-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";
import { listSources } from "#lib/wires/data.ts";
import { canManageWires } from "#lib/wires/policy.ts";
import { listRules, listWireReaders } from "#lib/wires/rule-data.ts";

export const metadata: Metadata = { title: "Wire sources" };

export default async function WiresPage() {
  const actor = await requirePerson("/admin/wires");
  if (!canManageWires(actor)) return <Refused title="Wire sources" needs="settings" />;
  const [sources, top, rules, people] = await Promise.all([
    listSources(actor),
    listSections(),
    listRules(actor),
    listWireReaders(actor),
  ]);
  const sections = top.flatMap(({ id, name, children }) => [
    { id, name },
    ...children.map((child) => ({ id: child.id, name: `${name}: ${child.name}` })),
  ]);
  return (
    <>
      <PageBar title="Wire sources" count={sources.length}>
        <NewSource sections={sections} />
      </PageBar>
      <PageBody>
        <SourcesTable sources={sources} sections={sections} />
        {(sources.length > 0 || rules.length > 0) && (
          <RulesTable
            rules={rules}
            options={{ sources: sources.map(({ id, name }) => ({ id, name })), sections, people }}
          />
        )}
      </PageBody>
    </>
  );
}
