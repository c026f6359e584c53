"use client";
import { languageList } from "#lib/language-names.ts";
import type { PersonRow } from "#lib/people/data.ts";
import { roleNameOf } from "#lib/people/policy.ts";
import type { RoleChoice } from "#lib/people/role-data.ts";
import { type Column, DataTable, TwoLines } from "./data-table.tsx";
import { Initials } from "./initials.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { AccountWord } from "./state-word.tsx";
import { When } from "./when.tsx";

const columnsOf = (choices: readonly RoleChoice[]): Column<PersonRow>[] => [
  {
    head: "Name",
    phone: "title",
    cell: (person) => (
      <TwoLines before={<Initials name={person.name} size="lg" />} first={person.name} second={person.email} />
    ),
  },
  {
    head: "Role",
    width: 130,
    phone: "below",
    cell: (person) => <TwoLines first={roleNameOf(person)} second={languageList(person.languages)} />,
  },
  { head: "Status", width: 130, phone: "below", cell: (person) => <AccountWord state={person.state} /> },
  {
    head: "Last active",
    width: 150,
    from: "wide",
    cell: (person) => {
      if (person.state === "INVITED") return <Invited until={person.invitedUntil} />;
      return person.lastSeenAt ? <When at={person.lastSeenAt} /> : <span className="dim">never</span>;
    },
  },
  {
    head: "Last sign-in",
    width: 130,
    from: "wider",
    cell: (person) => (person.lastSignInAt ? <When at={person.lastSignInAt} /> : <span className="dim">never</span>),
  },
  {
    head: "Second factor",
    width: 120,
    from: "wider",
    cell: (person) => (person.hasSecondFactor ? "Set up" : <span className="dim">none</span>),
  },
  { head: "Sessions", width: 90, align: "end", from: "wider", cell: (person) => person.sessions },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (person) => person.mayManage && <PersonMenu person={person} choices={choices} />,
  },
];

function Invited({ until }: { until: Date | null }) {
  if (!until || new Date(until) < new Date()) return <span className="dim">link expired</span>;
  return (
    <span className="dim">
      expires <When at={until} />
    </span>
  );
}

export function PeopleTable({ people, choices }: { people: PersonRow[]; choices: readonly RoleChoice[] }) {
  return (
    <DataTable
      label="People"
      columns={columnsOf(choices)}
      rows={people}
      keyOf={(person) => person.id}
      tall
      empty="No people match. Clear a filter, or invite somebody."
    />
  );
}
