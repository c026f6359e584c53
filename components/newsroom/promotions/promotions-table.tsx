"use client";
import { dropPromotion } from "#lib/promotions/actions.ts";
import { promotedKindNames } from "#lib/promotions/schema.ts";
import type { PromotionRow } from "#lib/promotions/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { SaveDialog } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import { ListSection } from "./list-section.tsx";
import { PromotionDialog } from "./promotion-dialog.tsx";

/** What comes first for which search. */
export function PromotionsTable({ promotions }: { promotions: PromotionRow[] }) {
  const times = useTimes();
  const columns: Column<PromotionRow>[] = [
    {
      head: "Search and first result",
      phone: "title",
      cell: ({ term, kind, name, path }) => (
        <TwoLines
          first={term}
          second={
            name ? (
              <>
                {promotedKindNames[kind]}:{" "}
                <a className="link" href={path}>
                  {name}
                </a>
              </>
            ) : (
              "Readers cannot get this any more"
            )
          }
        />
      ),
    },
    {
      head: "Until",
      width: 250,
      phone: "below",
      cell: ({ endsAt, isOver }) =>
        endsAt === null ? (
          <span className="dim">No end</span>
        ) : isOver ? (
          <span className="dim">Ended {times.full(new Date(endsAt))}</span>
        ) : (
          `Until ${times.full(new Date(endsAt))}`
        ),
    },
    { head: "Added by", width: 160, from: "wide", cell: ({ by }) => by },
    {
      head: <span className="vh">Actions</span>,
      width: 72,
      align: "end",
      phone: "end",
      cell: (promotion) => (
        <RowMenu
          name={promotion.term}
          entries={[
            {
              label: "Change",
              dialog: (opened, close) => (
                <PromotionDialog promotion={promotion} term={promotion.term} opened={opened} onClose={close} />
              ),
            },
            {
              label: "Remove",
              danger: true,
              dialog: (opened, close) => <RemoveDialog promotion={promotion} opened={opened} onClose={close} />,
            },
          ]}
        />
      ),
    },
  ];
  return (
    <ListSection
      id="promoted"
      title="Promoted results"
      about="What readers get first for a search, marked as chosen by the editors. Capitals and accents make no difference."
    >
      <DataTable
        label="Promoted results"
        columns={columns}
        rows={promotions}
        keyOf={({ id }) => id}
        tall
        empty="Nothing is promoted. Choose what comes first for a search with “Promote a result”."
      />
    </ListSection>
  );
}

export const NewPromotion = () => (
  <NewButton dialog={(opened, close) => <PromotionDialog promotion={null} term="" opened={opened} onClose={close} />}>
    Promote a result
  </NewButton>
);

type RemoveProps = { promotion: PromotionRow; opened: boolean; onClose: () => void };

function RemoveDialog({ promotion: { id, term }, opened, onClose }: RemoveProps) {
  const { send, pending, failure } = useServerAction(dropPromotion);
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={`Stop promoting a result for “${term}”?`}
      verb="Remove"
      fields={[]}
      pending={pending}
      failure={failure}
      onSubmit={() => send({ id }, onClose)}
    >
      <p>Readers get the best match first again.</p>
    </SaveDialog>
  );
}
