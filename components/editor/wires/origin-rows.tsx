"use client";
import { type Editor, useEditorState } from "@tiptap/react";
import Link from "next/link";
import { type OriginBlock, originsIn } from "#lib/document/wire-origin.ts";
import panel from "../panel/panel.module.css";
import classes from "./origins.module.css";
import { type Fate, fateOf, originStates } from "./origins.ts";

type Row = Pick<OriginBlock, "item" | "number" | "source"> & { blockCount: number; fate: Fate; newest: number };

/** Each version of an item of which the story has words, in their order. */
function rowsOf(editor: Editor): Row[] {
  const states = originStates(editor.state);
  const rows: Row[] = [];
  for (const block of originsIn(editor.state.doc)) {
    const row = rows.find(({ item, number }) => item === block.item && number === block.number);
    if (row) row.blockCount++;
    else {
      const newest = states.find(({ item }) => item === block.item)?.number ?? block.number;
      const { item, number, source } = block;
      rows.push({ item, number, source, blockCount: 1, fate: fateOf(block, states), newest });
    }
  }
  return rows;
}

const fateWords = ({ fate, newest }: Row): string =>
  ({
    same: "",
    unknown: "",
    changed: `Version ${newest} has arrived. Compare it, and correct the text if need be.`,
    withdrawn: "The agency has withdrawn this item. Do not publish its words, and check what is published.",
    withheld: "The agency withholds this item until further notice.",
  })[fate];

/** From which items of wires the text has words, and what has become of them since. */
export function OriginRows({ editor }: { editor: Editor }) {
  const text = useEditorState({ editor, selector: ({ editor: now }) => JSON.stringify(rowsOf(now)) });
  const rows = JSON.parse(text) as Row[];
  if (rows.length === 0) return null;
  const show = ({ item, number }: Row) => {
    const block = originsIn(editor.state.doc).find((one) => one.item === item && one.number === number);
    if (block)
      editor
        .chain()
        .setTextSelection(block.pos + 1)
        .scrollIntoView()
        .focus()
        .run();
  };
  return (
    <>
      <h3 className={panel.sub}>Wire</h3>
      <ul className={classes.rows} aria-label="Words from wires">
        {rows.map((row) => (
          <li key={`${row.item} ${row.number}`}>
            <span>
              From <bdi>{row.source}</bdi>, version {row.number}
            </span>
            <span className={classes.acts}>
              <button type="button" onClick={() => show(row)}>
                {row.blockCount === 1 ? "Show 1 block" : `Show the first of ${row.blockCount} blocks`}
              </button>
              {row.fate !== "unknown" && (
                <Link href={`/desk/wire?item=${row.item}`} target="_blank">
                  Open the item
                </Link>
              )}
            </span>
            {fateWords(row) !== "" && <span className={classes.fate}>{fateWords(row)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
