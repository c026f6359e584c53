import type { ReactNode } from "react";
import { getSiteSettings } from "#lib/site/data.ts";
import classes from "./door.module.css";
import { TodaysPaper } from "./todays-paper.tsx";

/** The page of whoever is not signed in: the form, and the paper that it leads to beside it. */
export async function Door({ children }: { children: ReactNode }) {
  const site = await getSiteSettings();
  return (
    <main className={classes.door}>
      <div className={classes.form}>
        <p className={classes.brand}>Galley</p>
        {children}
      </div>
      <TodaysPaper site={site} />
    </main>
  );
}
