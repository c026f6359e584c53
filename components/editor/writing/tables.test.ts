import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, storyDocument, type TableParts, table } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { deleteAcross } from "./across-zones.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";
import {
  addColumn,
  addRow,
  alongColumn,
  deleteColumns,
  deleteRows,
  deleteTable,
  hasHead,
  insertTable,
  toggleHead,
} from "./table-commands.ts";
import { copiedTable } from "./table-paste.ts";
import { rowsOf } from "./table-place.ts";

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

describe("a table", () => {
  test("comes with a heading row, and the caret in its first cell", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [paragraph()] }));
    desk.into("paragraph");
    expect(desk.run(insertTable)).toBe(true);
    expect(desk.where).toBe("tableCell");
    expect(hasHead(desk.state, "headRow")).toBe(true);
    expect(cells(desk)).toEqual(Array(3).fill(["", "", ""]));
    desk.type("From");
    expect(cells(desk)).toEqual([["From", "", ""], ...Array(2).fill(["", "", ""])]);
    good(desk);
  });

  test("is not made in the lines at the top", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [paragraph()] }));
    desk.into("headline");
    expect(desk.run(insertTable)).toBe(false);
  });

  test("grows on either side of the caret, which goes into what is new", () => {
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

  test("loses the rows and columns that the selection touches, and goes with the last one", () => {
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

  test("leaves a paragraph where it was all of the body", () => {
    const desk = new Desk(storyDocument({ headline: "H", body: [table(fares)] }));
    desk.caretAt("Quay", "after");
    desk.run(deleteTable);
    expect(desk.lines).toEqual(["headline: H", "standfirst: ", "paragraph: "]);
    expect(desk.where).toBe("paragraph");
  });

  test("is made even by the next change of columns where two people left its rows of different length", () => {
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

  test("says that its first row or column is a heading, and that it is not any more", () => {
    const desk = deskWith();
    desk.caretAt("Quay", "after");
    desk.run(toggleHead("headRow"));
    desk.run(toggleHead("headColumn"));
    expect([hasHead(desk.state, "headRow"), hasHead(desk.state, "headColumn")]).toEqual([false, true]);
  });
});

describe("keys in a table", () => {
  test("Tab goes from cell to cell and makes a row behind the last; Shift-Tab goes back to the caption", () => {
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

  test("Enter goes down and leads out of the last row; Shift-Enter breaks the line", () => {
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

  test("arrows go along the column", () => {
    const desk = deskWith();
    desk.caretAt("3", "after");
    desk.run(alongColumn("down"));
    expect(desk.state.selection.$from.parent.textContent).toBe("4");
    expect(desk.run(alongColumn("down"))).toBe(false);
  });

  test("Backspace and Delete take nothing over the border of a cell, and a table without a word goes", () => {
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

  test("what is selected over several cells is cleared cell by cell", () => {
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

  test("what goes over a whole table and ends outside of it takes the table", () => {
    const desk = deskWith();
    desk.select(desk.find("ore."), desk.find("ter."));
    expect(deleteAcross(desk.state)).toBeNull();
    desk.press("Backspace");
    expect(desk.lines.slice(2)).toEqual(["paragraph: Befter."]);
  });
});

describe("a paste in a table", () => {
  const paste = (desk: Desk, ...blocks: Node[]): void => {
    const tr = pasteByZone(desk.state.tr, cleanSlice(pastedBlocks(...blocks), documentSchema));
    if (tr) desk.dispatch(tr);
  };

  test("of a table fills the cells from the caret's on, and adds what is lacking", () => {
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

  test("of several paragraphs goes into one cell as words", () => {
    const desk = deskWith();
    desk.caretAt("Quay", "after");
    paste(desk, textParagraph(" and"), textParagraph("pier"), documentSchema.nodeFromJSON(bulletList(["x"])));
    expect(cells(desk)[1]).toEqual(["Quay and pier x", "3"]);
  });

  test("what is copied over several cells is a table of its own", () => {
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
