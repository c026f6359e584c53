import { IconRss } from "@tabler/icons-react";
import Link from "next/link";
import type { WireQuery } from "#lib/wires/schema.ts";
import type { OpenWireItem, WireRow } from "#lib/wires/types.ts";
import { EmptyList } from "../empty-list.tsx";
import { Pager } from "../pager.tsx";
import { type Query, withQuery } from "../query.ts";
import { RowKeys } from "../stories/row-keys.tsx";
import { When } from "../when.tsx";
import { WireItem } from "./wire-item.tsx";
import { WireMark } from "./wire-mark.tsx";
import { WireNews } from "./wire-news.tsx";
import classes from "./wires.module.css";

type Props = {
  rows: WireRow[];
  next: string | null;
  /** The position of the first item. */
  newest: string | null;
  filter: Pick<WireQuery, "q" | "source" | "show">;
  query: Query;
  item: OpenWireItem | null;
  /** The address names an item that is not there any more. */
  isGone: boolean;
  hasSources: boolean;
  canManage: boolean;
};

const path = "/desk/wire";

/** The items of all wires, and the one that is open. On phones the open item takes the place of the list. */
export function WireScreen({ rows, next, newest, filter, query, item, isGone, hasSources, canManage }: Props) {
  const openAddress = (id: string) => {
    const { after } = query;
    return withQuery(path, query, { item: id, after: typeof after === "string" ? after : null });
  };
  return (
    <div className={classes.screen} data-open={item !== null || isGone || undefined}>
      <RowKeys />
      <div className={classes.list}>
        {!query.after && <WireNews newest={newest} filter={filter} />}
        {rows.length === 0 ? (
          <NoItems
            isFiltered={Boolean(filter.q || filter.source || filter.show)}
            hasSources={hasSources}
            canManage={canManage}
          />
        ) : (
          <ul aria-label="Wire items">
            {rows.map((row) => (
              <li key={row.id}>
                <Link
                  href={openAddress(row.id)}
                  className={classes.row ?? ""}
                  scroll={false}
                  prefetch={false}
                  data-story=""
                  aria-current={row.id === item?.id ? "true" : undefined}
                >
                  <span className={classes.headline} data-urgent={(row.urgency ?? 9) <= 2 || undefined} dir="auto">
                    {row.headline || "Item without a headline"}
                  </span>
                  <span className={classes.excerpt} dir="auto">
                    {row.excerpt}
                  </span>
                  <span className={classes.facts}>
                    <span>{row.source}</span>
                    <When at={row.changedAt} />
                    <WireMark item={row} />
                    {row.isTaken && <span>Taken</span>}
                    {row.people.length > 0 && <span>For {row.people.join(", ")}</span>}
                    {row.droppedBy !== null && <span>Dropped by “{row.droppedBy}”</span>}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        <Pager path={path} query={query} next={next} />
      </div>
      {/* A new one for each item, so that it begins at its top. */}
      <div key={item?.id ?? "none"} className={classes.pane}>
        {item !== null && (
          <>
            <Link className={`link ${classes.back}`} href={withQuery(path, query, { item: null })}>
              All items
            </Link>
            <WireItem key={item.id} item={item} />
          </>
        )}
        {isGone && (
          <p className={classes.none}>
            This item is not there any more.{" "}
            <Link className="link" href={withQuery(path, query, { item: null })}>
              Show all items
            </Link>
          </p>
        )}
        {item === null && !isGone && rows.length > 0 && <p className={classes.none}>Choose an item to read it.</p>}
      </div>
    </div>
  );
}

type NoItemsProps = { isFiltered: boolean; hasSources: boolean; canManage: boolean };

function NoItems({ isFiltered, hasSources, canManage }: NoItemsProps) {
  if (isFiltered)
    return <EmptyList icon={IconRss} title="Nothing found" text="Try other words, or remove the filter." />;
  if (hasSources)
    return (
      <EmptyList icon={IconRss} title="No items yet" text="New items appear here a few minutes after they are sent." />
    );
  return (
    <EmptyList
      icon={IconRss}
      title="No wires yet"
      text="Items of news agencies and feeds appear here once an admin has added a wire."
    >
      {canManage && (
        <Link className="link" href="/admin/wires">
          Add a wire
        </Link>
      )}
    </EmptyList>
  );
}
