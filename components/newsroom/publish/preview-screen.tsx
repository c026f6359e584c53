"use client";
import { ActionIcon, SegmentedControl } from "@mantine/core";
import { IconChevronLeft, IconRefresh } from "@tabler/icons-react";
import Link from "next/link";
import { useRef, useState } from "react";
import classes from "./preview.module.css";

const screens = { phone: "Phone", desktop: "Desktop" } as const;
type Screen = keyof typeof screens;

/** Previews the working copy in a frame the size of a phone or desktop. */
export function PreviewScreen({ storyId, headline }: { storyId: string; headline: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [screen, setScreen] = useState<Screen>("desktop");
  return (
    <>
      <header className={classes.bar}>
        <ActionIcon component={Link} href={`/desk/stories/${storyId}`} aria-label="Back to the story">
          <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
        </ActionIcon>
        <h1>
          Preview <span>{headline || "No headline yet"}</span>
        </h1>
        <SegmentedControl
          className={classes.screens ?? ""}
          size="xs"
          aria-label="Screen"
          value={screen}
          onChange={(value) => setScreen(value as Screen)}
          data={Object.entries(screens).map(([value, label]) => ({ value, label }))}
        />
        <ActionIcon aria-label="Reload preview" onClick={() => frame.current?.contentWindow?.location.reload()}>
          <IconRefresh size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </header>
      <p className={classes.remark}>The current version, without suggestions. Readers do not see it.</p>
      <div className={classes.table} data-screen={screen}>
        <iframe ref={frame} src={`/desk/preview/${storyId}`} title="The story as readers will see it" />
      </div>
    </>
  );
}
