"use client";
import { Drawer } from "@mantine/core";
import { Fragment, useEffect, useRef, useState } from "react";
import type { BlockChoice } from "../blocks/part.ts";
import { showKeys } from "../keys/show-keys.ts";
import classes from "./bars.module.css";
import { blockGroups, findBlocks } from "./blocks.ts";

/** Maximum number of blocks listed at a time. */
const visibleCount = 10;

type MenuProps = {
  /** The text after "/" if the menu was opened by typing; otherwise the menu has a field of its own. */
  query?: string;
  at: { left: number; top: number };
  choose: (choice: BlockChoice) => void;
  close: () => void;
  /** Registers the handler of keys that the focused editor receives. */
  takeKeys?: (handler: ((event: KeyboardEvent) => boolean) | null) => void;
};

/** The list of blocks beside the current line. */
export function AddMenu({ query, at, choose, close, takeKeys }: MenuProps) {
  const [typed, setTyped] = useState("");
  const [index, setIndex] = useState(0);
  const found = findBlocks(query ?? typed);
  const current = Math.min(index, found.length - 1);
  const box = useRef<HTMLDivElement>(null);

  const onKey = (key: string): boolean => {
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      if (found.length === 0) return false;
      setIndex((current + step + found.length) % found.length);
      return true;
    }
    const choice = found[current];
    if ((key === "Enter" || key === "Tab") && choice) {
      choose(choice);
      return true;
    }
    return false;
  };
  const latest = useRef(onKey);
  latest.current = onKey;

  useEffect(() => {
    takeKeys?.((event) => latest.current(event.key));
    return () => takeKeys?.(null);
  }, [takeKeys]);

  useEffect(() => {
    box.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [close]);

  const isGrouped = (query ?? typed).trim() === "";
  const option = (choice: BlockChoice) => {
    const i = found.indexOf(choice);
    return (
      <div
        key={choice.name}
        role="option"
        tabIndex={-1}
        aria-selected={i === current}
        data-index={i}
        className={classes.choice}
        onPointerMove={() => setIndex(i)}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => choose(choice)}
        onKeyDown={(event) => event.key === "Enter" && choose(choice)}
      >
        <choice.icon size={16} stroke={1.6} aria-hidden="true" />
        {choice.name}
        {choice.keys && <kbd>{showKeys(choice.keys)}</kbd>}
      </div>
    );
  };

  // A sentence that begins with "/" is not a search for a block.
  if (query?.includes(" ") && found.length === 0) return null;
  return (
    <div ref={box} className={classes.menu} style={at} role="dialog" aria-label="Add a block">
      {query === undefined && (
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened by a key or a click to be typed into
          autoFocus
          className={classes.find}
          aria-label="Find a block"
          placeholder="Find a block"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
            if (onKey(event.key) || event.key === "Escape") event.preventDefault();
          }}
        />
      )}
      <div className={classes.list} role="listbox" aria-label="Blocks">
        {isGrouped
          ? blockGroups.map(({ name, choices }) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
              <div key={name} role="group" aria-label={name}>
                <div className={classes.group} aria-hidden="true">
                  {name}
                </div>
                {choices.map((choice) => option(choice))}
              </div>
            ))
          : found.map((choice) => option(choice))}
        {found.length === 0 && <div className={classes.none}>Nothing called “{(query ?? typed).trim()}”</div>}
      </div>
      {found.length > visibleCount && (
        <p className={classes.more}>{found.length} blocks. Scroll, or type to find one.</p>
      )}
    </div>
  );
}

type SheetProps = { opened: boolean; close: () => void; choose: (choice: BlockChoice) => void };

/** The list on a phone: a sheet that opens from the bottom, with large targets. */
export function AddSheet({ opened, close, choose }: SheetProps) {
  return (
    <Drawer opened={opened} onClose={close} position="bottom" size="auto" title="Add a block" radius="12px 12px 0 0">
      {blockGroups.map(({ name, choices }) => (
        <Fragment key={name}>
          <h3 className={classes.group}>{name}</h3>
          <ul className={classes.tiles}>
            {choices.map((choice) => (
              <li key={choice.name}>
                <button type="button" onClick={() => choose(choice)}>
                  <choice.icon size={20} stroke={1.6} aria-hidden="true" />
                  {choice.name}
                </button>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </Drawer>
  );
}
