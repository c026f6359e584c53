"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import classes from "./schedule-screen.module.css";

/** Links to the weeks around the one that is shown. A client component, because a server component cannot pass `Link` on. */
export const WeekLinks = ({ weeks }: { weeks: { name: string; href: string }[] }) => (
  <nav className={classes.nav} aria-label="Weeks">
    {weeks.map(({ name, href }) => (
      <Button key={name} component={Link} href={href} variant="default" size="compact-sm">
        {name}
      </Button>
    ))}
  </nav>
);
