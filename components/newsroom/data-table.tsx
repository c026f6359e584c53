import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export type Column<T> = {
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** Width in pixels; without it the column takes the remaining space. */
  width?: number;
  align?: "end";
  /** Minimum screen width at which the column is shown: always, 1024 px or 1200 px. */
  from?: "wide" | "wider";
  /** On phones a row has two lines: first the title, then the details, with the status at the end. */
  phone?: "title" | "below" | "end";
};

type Props<T> = {
  /** What the table lists, for screen readers. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** Whether rows have two lines and are taller. */
  tall?: boolean;
  /** Shown instead of rows if there are none. */
  empty: ReactNode;
};

/** A table. On phones each row becomes two lines. */
export function DataTable<T>({ label, columns, rows, keyOf, tall = false, empty }: Props<T>) {
  if (rows.length === 0) return typeof empty === "string" ? <div className={classes.empty}>{empty}</div> : empty;
  return (
    <table className={classes.table} aria-label={label} data-tall={tall || undefined}>
      <colgroup>
        {columns.map(({ width, from }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
          <col key={index} width={width} data-from={from} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ head, align, from }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
            <th key={index} scope="col" data-align={align} data-from={from}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ cell, align, from, phone }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
              <td key={index} data-align={align} data-from={from} data-phone={phone}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A title with a dim second line. */
export function TwoLines({ first, second, before }: { first: ReactNode; second?: ReactNode; before?: ReactNode }) {
  return (
    <span className={classes.cell}>
      {before}
      <span className={classes.lines}>
        <span className={classes.first}>{first}</span>
        {second && <span className={classes.second}>{second}</span>}
      </span>
    </span>
  );
}
