"use client";
import { ActionIcon, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "../story-screen.module.css";
import { useSheet } from "./use-sheet.ts";

export type PanelTab = "details" | "history" | "comments" | "suggestions" | "checks" | "preview";

export type PanelPart = {
  tab: PanelTab;
  label: string;
  count?: number;
  /** Whether the panel takes more of a large screen. */
  isWide?: boolean;
  content: ReactNode;
};

type Props = {
  parts: readonly PanelPart[];
  tab: PanelTab;
  choose: (tab: PanelTab) => void;
  /** On narrow screens the panel is a sheet that can be closed. */
  open: boolean;
  close: () => void;
  /** Content above the tabs, visible with every tab. */
  above: ReactNode;
};

/** The panel beside the text. "Details" stays mounted, because its fields may hold unsaved input. */
export function StoryPanel({ parts, tab, choose, open, close, above }: Props) {
  const panel = useRef<HTMLElement>(null);
  const { asDialog, closeSheet, onKeyDown } = useSheet(panel, open, close);
  // On a phone the row of tabs is wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another tab is shown, or the panel
  useEffect(() => {
    panel.current?.querySelector("[role=tab][aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [tab, open]);
  return (
    <>
      <aside
        ref={panel}
        id="story-panel"
        className={classes.panel}
        aria-label="Story panel"
        data-open={open || undefined}
        data-wide={parts.find((part) => part.tab === tab)?.isWide || undefined}
        {...asDialog}
        onKeyDown={onKeyDown}
      >
        <Tabs
          value={tab}
          onChange={(value) => value && choose(value as PanelTab)}
          classNames={{ list: classes.tabs ?? "", tab: classes.tab ?? "" }}
        >
          <div className={classes.tabsHead}>
            <Tabs.List>
              {parts.map((part) => (
                <Tabs.Tab key={part.tab} value={part.tab}>
                  {part.label}
                  {part.count ? <span className={classes.count}>{part.count}</span> : null}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <ActionIcon className={classes.sheetClose ?? ""} aria-label="Close the panel" onClick={closeSheet}>
              <IconX size={18} aria-hidden="true" />
            </ActionIcon>
          </div>
          {above}
          {parts.map((part) => (
            <Tabs.Panel key={part.tab} value={part.tab} keepMounted={part.tab === "details"}>
              {part.content}
            </Tabs.Panel>
          ))}
        </Tabs>
      </aside>
      {/* Not a tab stop: the panel has a button with this label. */}
      {open && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.veil}
          aria-label="Close the panel"
          onClick={closeSheet}
        />
      )}
    </>
  );
}
