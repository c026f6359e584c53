"use client";
import { Button, CopyButton } from "@mantine/core";
import classes from "./account.module.css";

/** Shown once: the database has only their hashes. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <section className={classes.codes} aria-label="Recovery codes">
      <p>
        <b>Keep these recovery codes in a safe place.</b> Each signs you in once without your phone or passkey. They are
        shown only now; earlier ones no longer work.
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <CopyButton value={codes.join("\n")} timeout={3000}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy codes"}</Button>}
        </CopyButton>
        <Button variant="filled" onClick={done}>
          I have kept them
        </Button>
      </div>
    </section>
  );
}
