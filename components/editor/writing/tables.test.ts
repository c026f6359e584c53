import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, storyDocument, type TableParts, table } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { deleteAcrossZones } from "./delete-across-zones.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";
import {
  addColumn,
  addRow,
  alignColumns,
  deleteColumns,
  deleteRows,
  deleteTable,
  hasHeader,
  insertTable,
  moveInColumn,
  toggleHeader,
} from "./table-commands.ts";
import { copiedTable } from "./table-paste.ts";
import { isTable, rowsOf } from "./table-position.ts";

const fares: TableParts = {
  caption: "Fares",
  rows: [
    ["From", "Pounds"],
    ["Quay", "3"],
    ["Isle", "4"],
  ],
  headRow: true,
};
const deskWith = (parts: TableParts = fares): Desk =>
  new Desk(
    storyDocument({ headline: "H", standfirst: "S", body: [paragraph("Before."), table(parts), paragraph("After.")] }),
  );
/** The words of each cell, row by row. */
const cells = ({ state }: Desk): string[][] => {
  const found = state.doc.children.find(({ type }) => type.name === "table");
  return found ? rowsOf(found).map((row) => row.children.map(({ textContent }) => textContent)) : [];
};
const good = (desk: Desk): void => guardDocument(desk.state.doc);

describe("tables", () => {
  test("inserts a table with a heading row and the caret in its first cell", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [paragraph()] }));
    desk.into("paragraph");
    expect(desk.run(insertTable)).toBe(true);
    expect(desk.where).toBe("tableCell");
    expect(hasHeader(desk.state, "headRow")).toBe(true);
    expect(cells(desk)).toEqual(Array(3).fill(["", "", ""]));
    desk.type("From");
    expect(cells(desk)).toEqual([["From", "", ""], ...Array(2).fill(["", "", ""])]);
    good(desk);
  });

  test("inserts no table in headline, standfirst or kicker", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [paragraph()] }));
    desk.into("headline");
    expect(desk.run(insertTable)).toBe(false);
  });

  test("adds rows and columns on either side of the caret, which moves into the new one", () => {
    const desk = deskWith();
    desk.caretAt("Quay", "after");
    desk.run(addRow("above"));
    desk.type("a");
    desk.caretAt("Quay", "after");
    desk.run(addColumn("after"));
    desk.type("b");
    expect(cells(desk)).toEqual([
      ["From", "", "Pounds"],
      ["a", "", ""],
      ["Quay", "b", "3"],
      ["Isle", "", "4"],
    ]);
    good(desk);
  });

  test("deletes the rows and columns that the selection touches, and the table with the last one", () => {
    const desk = deskWith();
    desk.select(desk.find("Quay"), desk.find("4"));
    desk.run(deleteRows);
    expect(cells(desk)).toEqual([["From", "Pounds"]]);
    desk.run(deleteColumns);
    expect(cells(desk)).toEqual([["Pounds"]]);
    desk.run(deleteColumns);
    expect(desk.lines).toEqual(["headline: H", "standfirst: S", "paragraph: Before.", "paragraph: After."]);
    good(desk);
  });

  test("leaves a paragraph after a table that was the whole body is deleted", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [table(fares)] }));
    desk.caretAt("Quay", "after");
    desk.run(deleteTable);
    expect(desk.lines).toEqual(["headline: H", "standfirst: ", "paragraph: "]);
    expect(desk.where).toBe("paragraph");
  });

  test("evens out rows of different length with the next change of columns", () => {
    const desk = deskWith({ rows: [["a", "b", "c"], ["d"], ["e", "f"]] });
    desk.caretAt("c", "after");
    desk.run(addColumn("after"));
    expect(cells(desk).map(({ length }) => length)).toEqual([4, 4, 4]);
    desk.caretAt("a", "after");
    desk.run(deleteColumns);
    expect(cells(desk)).toEqual([
      ["b", "c", ""],
      ["", "", ""],
      ["f", "", ""],
    ]);
    good(desk);
  });

  test("switches the header row and header column on and off", () => {
    const desk = deskWith();
    desk.caretAt("Quay", "after");
    desk.run(toggleHeader("headRow"));
    desk.run(toggleHeader("headColumn"));
    expect([hasHeader(desk.state, "headRow"), hasHeader(desk.state, "headColumn")]).toEqual([false, true]);
  });
});

describe("keys in a table", () => {
  test("moves from cell to cell with Tab, adds a row after the last cell, and goes back to the caption with Shift-Tab", () => {
    const desk = deskWith();
    desk.caretAt("Pounds", "before");
    desk.press("Tab");
    desk.type("x");
    desk.caretAt("4", "after");
    desk.press("Tab");
    desk.type("y");
    expect(cells(desk).slice(1)).toEqual([
      ["xQuay", "3"],
      ["Isle", "4"],
      ["y", ""],
    ]);
    desk.caretAt("From", "after");
    desk.press("Shift-Tab");
    expect(desk.where).toBe("tableCaption");
    expect(desk.press("Shift-Tab")).toBe(false);
    desk.press("Tab");
    expect(desk.state.selection.$from.parent.textContent).toBe("From");
  });

  test("moves down with Enter, leaves the table from the last row, and breaks the line with Shift-Enter", () => {
    const desk = deskWith();
    desk.into("tableCaption");
    desk.press("Enter");
    expect(desk.state.selection.$from.parent.textContent).toBe("From");
    desk.caretAt("3", "after");
    desk.press("Shift-Enter");
    desk.type("or 5");
    desk.press("Enter");
    expect(desk.state.selection.$from.parent.textContent).toBe("4");
    desk.press("Enter");
    desk.type("On.");
    expect(desk.lines.slice(-2)).toEqual(["paragraph: On.", "paragraph: After."]);
    good(desk);
  });

  test("moves along the column with the arrow keys", () => {
    const desk = deskWith();
    desk.caretAt("3", "after");
    desk.run(moveInColumn("down"));
    expect(desk.state.selection.$from.parent.textContent).toBe("4");
    expect(desk.run(moveInColumn("down"))).toBe(false);
  });

  test("deletes nothing across the border of a cell, and deletes an empty table", () => {
    const desk = deskWith();
    for (const [words, side, key] of [
      ["Quay", "before", "Backspace"],
      ["Quay", "after", "Delete"],
      ["From", "before", "Mod-Backspace"],
      ["4", "after", "Mod-Delete"],
    ] as const) {
      desk.caretAt(words, side);
      expect(desk.press(key)).toBe(true);
    }
    expect(cells(desk)).toEqual(fares.rows);
    const empty = deskWith({ rows: [["", ""]] });
    empty.into("tableCell");
    empty.press("Backspace");
    expect(empty.lines.slice(2)).toEqual(["paragraph: Before.", "paragraph: After."]);
  });

  test("clears a selection of several cells cell by cell", () => {
    const desk = deskWith();
    desk.select(desk.find("unds"), desk.find("Isle") + 2);
    desk.press("Backspace");
    expect(cells(desk)).toEqual([
      ["From", "Po"],
      ["", ""],
      ["le", "4"],
    ]);
    desk.select(desk.find("ore."), desk.find("rom"));
    desk.press("Delete");
    expect(desk.lines.slice(2, 5)).toEqual(["paragraph: Bef", "tableCaption: ", "tableCell: rom"]);
    good(desk);
  });

  test("deletes a table that a selection covers whole", () => {
    const desk = deskWith();
    desk.select(desk.find("ore."), desk.find("ter."));
    expect(deleteAcrossZones(desk.state)).toBeNull();
    desk.press("Backspace");
    expect(desk.lines.slice(2)).toEqual(["paragraph: Befter."]);
  });
});

describe("a paste in a table", () => {
  const paste = (desk: Desk, ...blocks: Node[]): void => {
    const tr = pasteByZone(desk.state.tr, cleanSlice(pastedBlocks(...blocks), documentSchema));
    if (tr) desk.dispatch(tr);
  };

  test("fills the cells from the caret on when a table is pasted, and adds missing rows and columns", () => {
    const desk = deskWith();
    desk.caretAt("4", "after");
    paste(
      desk,
      documentSchema.nodeFromJSON(
        table({
          rows: [
            ["a", "b"],
            ["c", "d"],
          ],
        }),
      ),
    );
    expect(cells(desk)).toEqual([
      ["From", "Pounds", ""],
      ["Quay", "3", ""],
      ["Isle", "a", "b"],
      ["", "c", "d"],
    ]);
    good(desk);
  });

  test("pastes several paragraphs into one cell as text", () => {
    const desk = deskWith();
    desk.caretAt("Quay", "after");
    paste(desk, textParagraph(" and"), textParagraph("pier"), documentSchema.nodeFromJSON(bulletList(["x"])));
    expect(cells(desk)[1]).toEqual(["Quay and pier x", "3"]);
  });

  test("copies a selection of several cells as a table", () => {
    const desk = deskWith();
    const copied = copiedTable(desk.state.doc.slice(desk.find("Quay"), desk.find("4") + 1));
    expect([copied.openStart, copied.openEnd, copied.content.firstChild?.type.name]).toEqual([0, 0, "table"]);
    expect(copied.content.firstChild?.childCount).toBe(3);
    const mixed = copiedTable(desk.state.doc.slice(desk.find("fore"), desk.find("rom")));
    expect(() => mixed.content.lastChild?.check()).not.toThrow();
    const tail = copiedTable(desk.state.doc.slice(desk.find("Isle"), desk.find("ter.")));
    expect(() => tail.content.firstChild?.check()).not.toThrow();
  });
});

describe("aligning columns", () => {
  const aligned = (desk: Desk) =>
    rowsOf(desk.state.doc.children.find(isTable) as Node).map((row) => row.children.map(({ attrs }) => attrs.align));

  test("aligns every cell of the columns that the selection touches, and new rows follow", () => {
    const desk = new Desk(
      storyDocument({
        body: [
          table({
            rows: [
              ["a", "b"],
              ["c", "d"],
            ],
          }),
        ],
      }),
    );
    desk.caretAt("d", "after");
    desk.run(alignColumns("right"));
    desk.run(addRow("below"));
    expect(aligned(desk)).toEqual([
      [null, "right"],
      [null, "right"],
      [null, "right"],
    ]);
    desk.run(alignColumns(null));
    expect(aligned(desk).flat()).toEqual(Array(6).fill(null));
  });

  test("does nothing outside of cells", () => {
    const desk = new Desk(storyDocument({ headline: "Head", body: [table({ rows: [["a", "b"]] })] }));
    desk.caretAt("Head", "after");
    expect(desk.run(alignColumns("right"))).toBe(false);
  });
});
