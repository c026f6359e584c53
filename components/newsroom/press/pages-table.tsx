"use client";
import type { StoredPage } from "#lib/press/report.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { When } from "../when.tsx";
import { bytesOf } from "./bytes.ts";
import classes from "./press.module.css";

const columns: Column<StoredPage>[] = [
  {
    head: "URL",
    phone: "title",
    cell: ({ url }) => (
      <a className="link" href={url} title={url}>
        {url}
      </a>
    ),
  },
  { head: "Status", width: 80, from: "wide", cell: ({ status }) => status },
  { head: "Rendered", width: 110, phone: "below", cell: ({ renderedAt }) => <When at={renderedAt} /> },
  { head: "State", width: 130, phone: "below", cell: ({ freshness }) => <FreshnessText freshness={freshness} /> },
  {
    head: "Tags",
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

function FreshnessText({ freshness }: { freshness: StoredPage["freshness"] }) {
  if (freshness === "fresh") return "Up to date";
  return <span className="dim">{freshness === "stale" ? "Stale" : "Purged"}</span>;
}

/** The pages in memory, with the tags that invalidate them. */
export function PagesTable({ pages }: { pages: StoredPage[] }) {
  return (
    <section aria-labelledby="pages-title">
      <h2 id="pages-title" className={classes.heading}>
        Recently requested pages
      </h2>
      <DataTable
        label="Recently requested pages"
        columns={columns}
        rows={pages}
        keyOf={({ key }) => key}
        empty="No pages have been requested yet."
      />
    </section>
  );
}
