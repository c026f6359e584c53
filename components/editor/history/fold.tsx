"use client";
import { useId, useState } from "react";
import type { BlockChange } from "#lib/document/compare.ts";
import { BlockText } from "./change-row.tsx";
import { foldWords } from "./change-words.ts";
import classes from "./comparison.module.css";
import type { KnownNames } from "./known-names.ts";

/** Consecutive unchanged blocks, collapsed until they are opened. */
export function Fold({ blocks, names }: { blocks: readonly BlockChange[]; names: KnownNames }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{foldWords(blocks)}</span>
      </button>
      {isOpen && (
        <div id={id} className={classes.folded}>
          {blocks.map((block) => (
            <div key={block.key} className={classes.block}>
              <BlockText block={block} names={names} />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
