import type { ReactNode } from "react";
import classes from "./promotions.module.css";

type Props = { id: string; title: string; about: string; children: ReactNode };

/** One of the lists of the page, with its heading. */
export const ListSection = ({ id, title, about, children }: Props) => (
  <section className={classes.section} aria-labelledby={id}>
    <div className={classes.head}>
      <h2 id={id}>{title}</h2>
      <p>{about}</p>
    </div>
    {children}
  </section>
);
