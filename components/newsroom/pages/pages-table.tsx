import Link from "next/link";
import { hrefOf } from "#lib/addresses/paths.ts";
import { purposeNames } from "#lib/document/fields.ts";
import type { PageRow } from "#lib/stories/types.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { CopyWord, PublicationWord } from "../state-word.tsx";
import { When } from "../when.tsx";

const columns: Column<PageRow>[] = [
  { head: "Copy", width: 112, from: "wide", cell: ({ copy }) => <CopyWord state={copy} /> },
  {
    head: "Readers get",
    width: 190,
    phone: "below",
    cell: ({ publication, changed }) => (
      <>
        <PublicationWord state={publication} />
        {changed && <span className="dim">, changes not out</span>}
      </>
    ),
  },
  {
    head: "Page",
    phone: "title",
    cell: ({ id, headline, purpose }) => (
      <TwoLines
        first={
          <Link href={`/desk/stories/${id}`} prefetch={false} data-story={id}>
            {headline || <span className="dim">No headline yet</span>}
          </Link>
        }
        second={purpose === "" ? "No special purpose" : purposeNames[purpose]}
      />
    ),
  },
  {
    head: "Address",
    width: 240,
    from: "wide",
    cell: ({ path, publication }) =>
      path === null ? (
        <span className="dim">not yet</span>
      ) : publication === "LIVE" ? (
        <a className="link" href={hrefOf(path)}>
          {path}
        </a>
      ) : (
        path
      ),
  },
  {
    head: "By",
    width: 160,
    from: "wider",
    cell: ({ editedBy }) => editedBy?.name ?? <span className="dim">Galley</span>,
  },
  {
    head: "Changed",
    width: 110,
    align: "end",
    phone: "end",
    cell: ({ editedAt }) => <When at={editedAt} />,
  },
];

/** What the paper says about itself: what each page is for, whether readers have it, and where. */
export const PagesTable = ({ pages }: { pages: PageRow[] }) => (
  <DataTable label="Pages" columns={columns} rows={pages} keyOf={({ id }) => id} tall empty="" />
);
