"use client";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { showKeys } from "#components/editor/keys/show-keys.ts";
import { Dialog } from "../dialog.tsx";
import classes from "./keys.module.css";
import { keysOf } from "./page-keys.ts";

/** Every key of the page. */
export function KeysDialog({ close }: { close: () => void }) {
  const list = keysOf(usePathname());
  return (
    <Dialog opened onClose={close} title="Keyboard shortcuts" size={760}>
      <div className={classes.groups} data-short={list.length === 1 || undefined}>
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
