import type { ReactNode } from "react";
import { getSiteSettings } from "#lib/site/data.ts";
import classes from "./door.module.css";
import { TodaysPaper } from "./todays-paper.tsx";

type Props = {
  title: ReactNode;
  intro?: ReactNode;
  /** Below the form. */
  link?: { href: string; label: string };
  children?: ReactNode;
};

/** The layout of sign-in pages: the form, and today's paper beside it. */
export async function SignInLayout({ title, intro, link, children }: Props) {
  const site = await getSiteSettings();
  return (
    <main className={classes.door}>
      <div className={classes.form}>
        <p className={classes.brand}>Galley</p>
        <h1>{title}</h1>
        {intro && <p className={classes.intro}>{intro}</p>}
        {children}
        {link && (
          <p className={classes.after}>
            <a className="link" href={link.href}>
              {link.label}
            </a>
          </p>
        )}
      </div>
      <TodaysPaper site={site} />
    </main>
  );
}
