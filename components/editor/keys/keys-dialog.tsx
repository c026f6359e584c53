"use client";
import { Fragment } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { type KeyGroup, keyList } from "./key-list.ts";
import classes from "./keys.module.css";
import { showKeys } from "./show-keys.ts";

export type KeysDialogProps = { close: () => void };
type Props = KeysDialogProps & { list?: readonly KeyGroup[] };

/** Every key of a screen, by default of the editor. */
export function KeysDialog({ close, list = keyList }: Props) {
  return (
    <Dialog opened onClose={close} title="Keyboard shortcuts" size={760}>
      <div className={classes.groups}>
        {list.map(({ title, lines }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ does, keys }) => (
                <div key={does}>
                  <dt>{does}</dt>
                  <dd>
                    {keys.map((one, index) => (
                      <Fragment key={one}>
                        {index > 0 && " or "}
                        <kbd>{showKeys(one)}</kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
