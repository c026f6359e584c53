import type { ReactNode } from "react";
import { getSiteSettings } from "#lib/site/data.ts";
import classes from "./door.module.css";
import { TodaysPaper } from "./todays-paper.tsx";

/** The layout of sign-in pages: the form, and today's paper beside it. */
export async function SignInLayout({ children }: { children: ReactNode }) {
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
