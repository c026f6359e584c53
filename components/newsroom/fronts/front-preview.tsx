"use client";
import { Checkbox, SegmentedControl } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import classes from "./compose.module.css";

const screens = { phone: "Phone", desktop: "Desktop" } as const;
type Screen = keyof typeof screens;

/** The draft and the live front side by side, as readers get them. @param version loads the draft anew when it changes */
export function FrontPreview({ front, version }: { front: string; version: string }) {
  const [screen, setScreen] = useState<Screen>("desktop");
  const [isDark, setDark] = useState(false);
  const draft = useRef<HTMLIFrameElement>(null);
  const live = useRef<HTMLIFrameElement>(null);
  /** As the choice of theme at the end of a page does it, but without storing it for this person's own reading. */
  const applyTheme = useCallback(() => {
    for (const { current } of [draft, live]) {
      const root = current?.contentDocument?.documentElement;
      if (root) root.dataset.theme = isDark ? "dark" : "light";
    }
  }, [isDark]);
  useEffect(applyTheme, [applyTheme]);
  const frame = (which: "draft" | "live", name: string) => (
    <section key={which} className={classes.frame} aria-label={name}>
      <h2>{name}</h2>
      <div>
        <iframe
          key={version}
          ref={which === "draft" ? draft : live}
          src={`/desk/front-preview/${front}/${which}`}
          title={`${name} front as readers get it`}
          onLoad={applyTheme}
        />
      </div>
    </section>
  );
  return (
    <div className={classes.preview}>
      <div className={classes.previewBar}>
        <SegmentedControl
          size="xs"
          aria-label="Screen"
          value={screen}
          onChange={(value) => setScreen(value as Screen)}
          data={Object.entries(screens).map(([value, label]) => ({ value, label }))}
        />
        <Checkbox label="Dark" checked={isDark} onChange={(event) => setDark(event.currentTarget.checked)} />
      </div>
      <div className={classes.frames} data-screen={screen}>
        {frame("draft", "Draft")}
        {frame("live", "Live")}
      </div>
    </div>
  );
}
