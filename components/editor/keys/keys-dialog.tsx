"use client";
import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { showKeys } from "../bars/blocks.ts";
import { keyList } from "./key-list.ts";
import classes from "./keys.module.css";

export type KeysDialogProps = { close: () => void };

/** Every key of the editor. */
export function KeysDialog({ close }: KeysDialogProps) {
  return (
    <Modal opened onClose={close} title="Keyboard shortcuts" size={760}>
      <div className={classes.groups}>
        {keyList.map(({ title, lines }) => (
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
    </Modal>
  );
}
