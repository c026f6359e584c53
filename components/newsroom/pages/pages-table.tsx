import Link from "next/link";
import { hrefOf } from "#lib/addresses/paths.ts";
import { purposeNames } from "#lib/document/fields.ts";
import type { PageRow } from "#lib/stories/types.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { StatusWord } from "../state-word.tsx";
import { When } from "../when.tsx";

const columns: Column<PageRow>[] = [
  {
    head: "Status",
    width: 230,
    phone: "below",
    cell: ({ copy, publication, changed }) => <StatusWord copy={copy} publication={publication} changed={changed} />,
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
        second={purpose === "" ? "No set purpose" : purposeNames[purpose]}
      />
    ),
  },
  {
    head: "URL",
    width: 240,
    from: "wide",
    cell: ({ path, publication }) =>
      path === null ? (
        <span className="dim">none yet</span>
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

/** The pages of the site: purpose, status and URL. */
export const PagesTable = ({ pages }: { pages: PageRow[] }) => (
  <DataTable label="Pages" columns={columns} rows={pages} keyOf={({ id }) => id} tall empty="" />
);
