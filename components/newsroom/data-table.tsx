import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export type Column<T> = {
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** Pixels; without it the column takes what is left. */
  width?: number;
  align?: "end";
  /** The first width at which it is shown: always, from 1024 px, from 1200 px. */
  from?: "wide" | "wider";
  /** On phones a row has two lines: the title, then what stands below it, then what stands at its end. */
  phone?: "title" | "below" | "end";
};

type Props<T> = {
  /** What it lists, for those who hear it. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** Two-line rows are higher. */
  tall?: boolean;
  /** Said in place of rows when there are none. */
  empty: ReactNode;
};

/** A list that one can scan. On phones each row becomes two lines. */
export function DataTable<T>({ label, columns, rows, keyOf, tall = false, empty }: Props<T>) {
  if (rows.length === 0) return <div className={classes.empty}>{empty}</div>;
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
