// Keeps tables that hold data and unwraps tables that are used for layout.
import { maxCells } from "#lib/document/guard.ts";
import { maxTableColumns, maxTableRows } from "#lib/document/table-grid.ts";
import { isData, isMarked, tableSize } from "#lib/document/table-html.ts";
import { counted, leftOut } from "../paste-report.ts";
import { inBlocks } from "./flow.ts";

const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);

/** The cells and the caption. */
const cellsOf = (table: Element): Element[] =>
  [...table.querySelectorAll("caption, td, th")].filter((one) => one.closest("table") === table);

/** Turns every part of a table into a box of its own. */
function takeApart(table: Element): void {
  table.replaceWith(
    ...cellsOf(table).map((part) => {
      const box = table.ownerDocument.createElement("div");
      box.append(...part.childNodes);
      return box;
    }),
  );
}

/** Turns each row of a table that is too large for a story into a paragraph. */
function asLines(table: Element): void {
  const page = table.ownerDocument;
  table.replaceWith(
    ...rowsOf(table).map((row) => {
      const line = page.createElement("p");
      line.textContent = [...row.children]
        .map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim())
        .filter((text) => text !== "")
        .join(" | ");
      return line;
    }),
  );
}

export function unwrapLayoutTables(page: Document): void {
  // Innermost tables first. A table inside a cell of a data table becomes text of that cell.
  for (const table of [...page.body.querySelectorAll("table")].reverse()) {
    if (
      (table.textContent ?? "").trim() === "" &&
      !table.querySelector("img, hr, iframe, video, audio, embed, object")
    ) {
      table.remove();
      continue;
    }
    const { rows, columns } = tableSize(table);
    const isTooLarge = rows > maxTableRows || columns > maxTableColumns || rows * columns > maxCells;
    const around = table.parentElement?.closest("table");
    if (isTooLarge && !table.querySelector("table")) {
      asLines(table);
      leftOut({
        key: "largeTable",
        what: counted("table that is too large", "tables that are too large"),
        advice: `Each row was pasted as a paragraph instead. A table can have ${maxTableRows} rows, ${maxTableColumns} columns and ${maxCells.toLocaleString("en")} cells.`,
      });
    } else if (isData(table) && !(around && isMarked(around))) {
      for (const cell of cellsOf(table)) cell.replaceChildren(...inBlocks(cell).childNodes);
    } else takeApart(table);
  }
}
