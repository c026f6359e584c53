"use client";
import { IconTruckDelivery } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { deletePartner, endPartner, renewPartnerKey } from "#lib/partners/actions.ts";
import { formatNames } from "#lib/partners/policy.ts";
import type { PartnerRow } from "#lib/partners/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm, Dialog } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { PartnerDialog, type PartnerSection, ShownKey } from "./partner-dialog.tsx";
import { selectionOf } from "./selection-words.ts";

const stateNames = { active: "Active", over: "Past its end date", ended: "Ended" } as const;

const columnsFor = (sections: PartnerSection[]): Column<PartnerRow>[] => [
  {
    head: "Partner",
    phone: "title",
    cell: (partner) => (
      <TwoLines
        first={
          <Link className="link" href={`/admin/partners/${partner.id}`}>
            {partner.name}
          </Link>
        }
        second={selectionOf(partner)}
      />
    ),
  },
  {
    head: "Format",
    width: 150,
    from: "wide",
    cell: ({ format, isFullText }) => (
      <TwoLines first={formatNames[format]} second={isFullText ? "Full text" : "Summaries"} />
    ),
  },
  {
    head: "State",
    width: 150,
    phone: "below",
    cell: ({ state }) => (state === "active" ? stateNames[state] : <span className="dim">{stateNames[state]}</span>),
  },
  {
    head: "Last request",
    width: 150,
    phone: "below",
    // On a phone no heading says what the time is.
    cell: ({ lastAskedAt }) =>
      lastAskedAt ? (
        <>
          asked <When at={lastAskedAt} isAgo />
        </>
      ) : (
        <span className="dim">no request yet</span>
      ),
  },
  {
    head: "Ends",
    width: 130,
    from: "wider",
    cell: ({ endsAt, state }) =>
      state === "ended" ? null : endsAt ? <When at={endsAt} /> : <span className="dim">never</span>,
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (partner) => (
      <RowMenu
        name={partner.name}
        entries={[
          {
            label: "Change",
            dialog: (opened, close) => (
              <PartnerDialog partner={partner} sections={sections} opened={opened} onClose={close} />
            ),
          },
          {
            label: "New key",
            dialog: (opened, close) => <KeyDialog partner={partner} opened={opened} onClose={close} />,
          },
          {
            label: partner.state === "ended" ? "Resume" : "End",
            dialog: (opened, close) => <EndDialog partner={partner} opened={opened} onClose={close} />,
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteDialog partner={partner} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

type DialogProps = { partner: PartnerRow; opened: boolean; onClose: () => void };

function KeyDialog({ partner, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(renewPartnerKey);
  const [token, setToken] = useState<string | null>(null);
  if (token !== null)
    return (
      <Dialog opened={opened} onClose={onClose} title="Copy the key">
        <ShownKey token={token} onDone={onClose} />
      </Dialog>
    );
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Make a new key for “${partner.name}”?`}
      verb="Make new key"
      pending={pending}
      failure={failure}
      onConfirm={() => send({ partnerId: partner.id }, (made) => setToken(made.token))}
    >
      <p>The present key ({partner.prefix}…) is refused from the next request on.</p>
    </Confirm>
  );
}

function EndDialog({ partner, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(endPartner);
  const isEnded = partner.state !== "ended";
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`${isEnded ? "End" : "Resume"} the deliveries to “${partner.name}”?`}
      verb={isEnded ? "End" : "Resume"}
      danger={isEnded}
      pending={pending}
      failure={failure}
      onConfirm={() => send({ partnerId: partner.id, isEnded }, onClose)}
    >
      <p>
        {isEnded
          ? "The key is refused at once, so the partner gets no more corrections and kills either. The log stays."
          : "The partner can fetch stories with the same key again."}
      </p>
    </Confirm>
  );
}

function DeleteDialog({ partner, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(deletePartner);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the partner “${partner.name}”?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ partnerId: partner.id }, onClose)}
    >
      <p>Its log is deleted with it: nobody can see any more which versions of which stories it has.</p>
    </Confirm>
  );
}

export const PartnersTable = ({ partners, sections }: { partners: PartnerRow[]; sections: PartnerSection[] }) => (
  <DataTable
    label="Partners"
    columns={columnsFor(sections)}
    rows={partners}
    keyOf={({ id }) => id}
    tall
    empty={
      <EmptyList
        icon={IconTruckDelivery}
        title="No partners yet"
        text="A partner fetches published stories with a key, as ninjs, NewsML-G2 or NITF, and gets every correction and kill of what it has."
      />
    }
  />
);

export const NewPartner = ({ sections }: { sections: PartnerSection[] }) => (
  <NewButton
    dialog={(opened, close) => <PartnerDialog partner={null} sections={sections} opened={opened} onClose={close} />}
  >
    New partner
  </NewButton>
);
