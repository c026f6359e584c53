import type { Metadata } from "next";
import { FilterChip } from "#components/newsroom/filter-chip.tsx";
import { InviteButton } from "#components/newsroom/invite.tsx";
import { PageBar, PageBody, PageFilters } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import { PeopleTable } from "#components/newsroom/people-table.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { accountWords } from "#components/newsroom/state-word.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listPeople } from "#lib/people/data.ts";
import { canManagePeople, personStates, roleNames, roles } from "#lib/people/policy.ts";
import { listCustomRoles, listRoleChoices } from "#lib/people/role-data.ts";
import { peopleQuerySchema } from "#lib/people/schema.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/admin/people");
  if (!canManagePeople(actor)) return <Refused title="People" needs="people" />;
  const query = await searchParams;
  const [{ rows, next, total }, choices, custom] = await Promise.all([
    listPeople(actor, peopleQuerySchema.parse(query)),
    listRoleChoices(actor),
    listCustomRoles(),
  ]);
  return (
    <>
      <PageBar title="People" count={total}>
        <SearchField label="Find a person" />
        <InviteButton choices={choices} />
      </PageBar>
      <PageFilters>
        <FilterChip
          label="Role"
          name="role"
          options={[
            ...roles.map((value) => ({ value, label: roleNames[value].name })),
            ...custom.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <FilterChip
          label="Status"
          name="state"
          options={personStates.map((value) => ({ value, label: accountWords[value].word }))}
        />
        <FilterChip label="Second factor" name="factor" options={[{ value: "none", label: "Without" }]} />
      </PageFilters>
      <PageBody>
        <PeopleTable people={rows} choices={choices} />
        <Pager path="/admin/people" query={query} next={next} />
      </PageBody>
    </>
  );
}
