"use client";
import { VisuallyHidden } from "@mantine/core";
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { hrefOf } from "#lib/addresses/paths.ts";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import type { Lookup } from "../lookup.ts";
import { dismissLinks } from "../writing/link-trigger.ts";
import { replaceByLink } from "../writing/marks.ts";
import type { Trigger } from "../writing/menu-trigger.ts";
import classes from "./bars.module.css";
import { targetGroups } from "./found-targets.tsx";
import { menuPlace } from "./menu-place.ts";
import { targetsFor } from "./targets-for.ts";
import { useLinkTargets } from "./use-link-targets.ts";

type Props = {
  editor: Editor;
  lookup: Lookup;
  paper: HTMLElement | null;
  trigger: Trigger;
  /** Registers the handler of keys that the focused editor receives. */
  takeKeys: (handler: ((event: KeyboardEvent) => boolean) | null) => void;
};

/** The pages of the paper that the words after "@" find. Nothing is shown while they find nothing. */
export function LinkMenu({ editor, lookup, paper, trigger, takeKeys }: Props) {
  const query = trigger.query.trim();
  const [chosen, setChosen] = useState({ query, index: 0 });
  const search = useLinkTargets(query);
  const found = targetsFor(search, query);
  const current = chosen.query === query ? Math.min(chosen.index, found.length - 1) : 0;
  const box = useRef<HTMLDivElement>(null);
  const isShown = found.length > 0;

  const choose = ({ kind, id, name, path }: LinkTarget) => {
    const isStory = kind === "story";
    if (isStory) lookup.add({ stories: [{ id, headline: name, path }] });
    editor.view.dispatch(replaceByLink(editor.state, trigger, hrefOf(path), name || path, isStory ? id : null));
    editor.view.focus();
  };
  const onKey = ({ key, isComposing }: KeyboardEvent): boolean => {
    if (!isShown || isComposing) return false;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      setChosen({ query, index: (current + step + found.length) % found.length });
      return true;
    }
    const target = found[current];
    if ((key !== "Enter" && key !== "Tab") || !target) return false;
    choose(target);
    return true;
  };
  const latest = useRef(onKey);
  latest.current = onKey;

  useEffect(() => {
    takeKeys((event) => latest.current(event));
    return () => takeKeys(null);
  }, [takeKeys]);

  useEffect(() => {
    if (isShown) box.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current, isShown]);

  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) editor.view.dispatch(dismissLinks(editor.state));
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [editor]);

  if (!isShown) return null;
  const at = found[current];
  return (
    <div ref={box} className={classes.menu} style={menuPlace(editor, paper, trigger.from)} data-links>
      <VisuallyHidden role="status">
        {`Link to ${at?.name || "Untitled"}, ${current + 1} of ${found.length}. Enter inserts it, Escape closes the list.`}
      </VisuallyHidden>
      <div className={classes.list} role="listbox" aria-label="Pages of the paper">
        {targetGroups.map(({ kind, name }) => {
          const targets = found.filter((target) => target.kind === kind);
          if (targets.length === 0) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
            <div key={kind} role="group" aria-label={name}>
              <div className={classes.group} aria-hidden="true">
                {name}
              </div>
              {targets.map((target) => {
                const index = found.indexOf(target);
                return (
                  <div
                    key={target.id}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === current}
                    data-index={index}
                    className={classes.target}
                    onPointerMove={() => setChosen({ query, index })}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(target)}
                    onKeyDown={(event) => event.key === "Enter" && choose(target)}
                  >
                    <b>{target.name || "Untitled"}</b>
                    <span>{target.path}</span>
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
