import { Button, TextInput } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./empty.module.css";
import { PageBar } from "./page-bar.tsx";

/** Shown for a newsroom page that does not exist or that this person may not open, without saying which. */
export function MissingPage() {
  return (
    <>
      <PageBar title="Page not found" />
      <div className={classes.empty}>
        <IconMapQuestion size={28} stroke={1.3} aria-hidden="true" />
        <h2>You can’t open this page</h2>
        <p>
          The link may be wrong, or you may not have access to this story. Ask the person who sent you the link, or an
          editor.
        </p>
        <form action="/desk" className={classes.find}>
          <TextInput type="search" name="q" aria-label="Search stories" placeholder="Search stories" />
          <Button type="submit" variant="default">
            Search
          </Button>
        </form>
        <Link className="link" href="/desk">
          Show all stories
        </Link>
      </div>
    </>
  );
}
