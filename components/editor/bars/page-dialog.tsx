"use client";
import { Button } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { zoneOfNode } from "#lib/document/zones.ts";
import type { PageOffer } from "../writing/text-paste.ts";
import classes from "./bars.module.css";
import { describePage } from "./page-words.ts";

type Props = { editor: Editor; offer: PageOffer; close: () => void };

/** Asks how a pasted whole page is to be inserted. */
export function PageDialog({ editor, offer, close }: Props) {
  const end = (insert?: () => void) => {
    close();
    insert?.();
    editor.view.focus();
  };
  const taken = editor.state.doc.children.filter((node) => node.textContent !== "").map(zoneOfNode);
  const { rows, note } = describePage(offer.page, taken);
  const { leftOut } = offer.page;
  return (
    <Dialog opened onClose={() => end()} title="This looks like a whole page" size={620}>
      <div className={classes.form}>
        <dl className={classes.parts}>
          {rows.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        {note && <p className="dim">{note}</p>}
        {leftOut.length > 0 && (
          <details>
            <summary>{leftOut.length === 1 ? "1 line is left out" : `${leftOut.length} lines are left out`}</summary>
            <ul className={classes.leftOut}>
              {leftOut.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                <li key={index}>{line}</li>
              ))}
            </ul>
          </details>
        )}
        <DialogFoot>
          <Button variant="default" onClick={() => end(offer.insertText)}>
            Insert as plain text
          </Button>
          <Button data-autofocus variant="filled" onClick={() => end(offer.insertParts)}>
            Insert like this
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}
