"use client";
import type { StoredPage } from "#lib/press/report.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { When } from "../when.tsx";
import { bytesOf } from "./bytes.ts";
import classes from "./press.module.css";

const columns: Column<StoredPage>[] = [
  {
    head: "Address",
    phone: "title",
    cell: ({ url }) => (
      <a className="link" href={url} title={url}>
        {url}
      </a>
    ),
  },
  { head: "Answer", width: 80, from: "wide", cell: ({ status }) => status },
  { head: "Printed", width: 110, phone: "below", cell: ({ printedAt }) => <When at={printedAt} /> },
  { head: "State", width: 130, phone: "below", cell: ({ standing }) => <Standing standing={standing} /> },
  {
    head: "Shows",
    width: 300,
    from: "wider",
    cell: ({ tags }) => (
      <div className={classes.tags} title={tags.join("\n")}>
        {tags.join(", ")}
      </div>
    ),
  },
  { head: "Size", width: 110, align: "end", phone: "end", cell: ({ bytes }) => bytesOf(bytes) },
];

function Standing({ standing }: { standing: StoredPage["standing"] }) {
  if (standing === "good") return "Right";
  return <span className="dim">{standing === "outdated" ? "To be printed" : "Erased"}</span>;
}

/** What lies in memory, and what would make it wrong. */
export function PagesTable({ pages }: { pages: StoredPage[] }) {
  return (
    <section aria-labelledby="pages-title">
      <h2 id="pages-title" className={classes.heading}>
        Pages asked for last
      </h2>
      <DataTable
        label="Pages asked for last"
        columns={columns}
        rows={pages}
        keyOf={({ key }) => key}
        empty="No page has been asked for yet."
      />
    </section>
  );
}
