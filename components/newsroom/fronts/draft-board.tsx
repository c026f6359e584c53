"use client";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { v4 } from "uuid";
import type { CardStory, FrontView } from "#lib/fronts/desk-data.ts";
import { findCard } from "#lib/fronts/edit-policy.ts";
import type { Container, FrontEdit } from "#lib/fronts/layout-schema.ts";
import type { CardMoves } from "./card-item.tsx";
import classes from "./compose.module.css";
import { ContainerBox } from "./container-box.tsx";
import { childAt, type Dragged, draggedNow } from "./dragging.ts";
import { paneId } from "./front-jumps.tsx";
import { nameOfContainer, placeTargets } from "./front-words.ts";
import { stepOf } from "./steps.ts";

const CardDialog = dynamic(() => import("./card-dialog.tsx").then((file) => file.CardDialog), { ssr: false });
const ContainerDialog = dynamic(() => import("./container-dialog.tsx").then((file) => file.ContainerDialog), {
  ssr: false,
});
const HeadlineTestDialog = dynamic(() => import("./headline-test-dialog.tsx").then((file) => file.HeadlineTestDialog), {
  ssr: false,
});

type Props = {
  view: FrontView;
  subjects: ReadonlyMap<string, string>;
  sections: readonly { id: string; name: string }[];
  edit: (edit: FrontEdit, story?: CardStory) => void;
  undo: () => void;
  /** The front was changed otherwise than by an edit. */
  onChanged: () => void;
  mayEdit: boolean;
};

/** The draft: its containers in the order of the page, each with its cards. */
export function DraftBoard({ view, subjects, sections, edit, undo, onChanged, mayEdit }: Props) {
  const { layout, stories, shown } = view;
  const [said, say] = useState("");
  const [open, setOpen] = useState<{ card: string } | { container: string | null } | null>(null);
  const [tested, setTested] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);
  useUndoKey(undo);
  // A card that moved to another container is a new element.
  useEffect(() => {
    if (focusNext.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-card="${focusNext.current}"]`)?.focus();
    focusNext.current = null;
  });

  const targets = placeTargets(layout.containers, subjects);
  const nameOf = (container: Container) => nameOfContainer(container, subjects.get(container.id));
  const headlineOf = (story: string) => findCard(layout, story)?.headline || stories[story]?.headline || "The story";
  const place = (story: string, container: string, before: string | null, known?: CardStory) => {
    edit({ kind: "place", story, container, before }, known);
    const target = layout.containers.find(({ id }) => id === container);
    if (target) say(`${headlineOf(story)}: placed in ${nameOf(target)}`);
  };
  const moves: CardMoves = {
    step: (story, by) => {
      const step = stepOf(layout, story, by);
      if (!step) return say(`${headlineOf(story)} is already ${by < 0 ? "first" : "last"}`);
      focusNext.current = story;
      place(story, step.container, step.before);
    },
    moveTo: (story, container) => {
      focusNext.current = story;
      place(story, container, layout.containers.find(({ id }) => id === container)?.cards[0]?.story ?? null);
    },
    remove: (story) => {
      say(`${headlineOf(story)}: removed from the front`);
      edit({ kind: "remove", story });
    },
    open: (card) => setOpen({ card }),
  };
  const stepContainer = (id: string, by: -1 | 1) => {
    const at = layout.containers.findIndex((container) => container.id === id);
    if (at + by < 0 || at + by >= layout.containers.length) return;
    const before = layout.containers[by < 0 ? at - 1 : at + 2]?.id ?? null;
    edit({ kind: "move container", container: id, before });
  };
  const dropContainer = {
    onDragOver: (event: DragEvent) => {
      if (draggedNow()?.kind !== "container") return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      const dragged = draggedNow();
      setOver(false);
      if (dragged?.kind !== "container" || !list.current) return;
      event.preventDefault();
      edit({ kind: "move container", container: dragged.id, before: childAt(list.current, event.clientY) });
    },
  };
  const drop = (container: string) => (dragged: Dragged, before: string | null) => {
    if (dragged.kind === "story" && dragged.id !== before)
      place(dragged.id, container, before, "story" in dragged ? dragged.story : undefined);
  };
  const shownCard = open && "card" in open ? findCard(layout, open.card) : undefined;
  const isContainerOpen = open !== null && "container" in open;
  const shownContainer = isContainerOpen ? layout.containers.find(({ id }) => id === open.container) : undefined;

  return (
    <section id={paneId("draft")} tabIndex={-1} className={classes.draft} aria-label="Draft">
      <h2>Draft</h2>
      <p className="vh" role="status">
        {said}
      </p>
      <div
        ref={list}
        data-over={isOver || undefined}
        className={classes.containers}
        {...(mayEdit ? dropContainer : {})}
      >
        {layout.containers.map((container) => (
          <ContainerBox
            key={container.id}
            container={container}
            shown={
              shown.find(({ id }) => id === container.id) ?? {
                id: container.id,
                stories: [],
                subject: subjects.get(container.id) ?? "",
              }
            }
            stories={stories}
            others={targets.filter(({ id }) => id !== container.id)}
            movesOf={(story) => (findCard(view.liveLayout, story) && view.live ? { ...moves, test: setTested } : moves)}
            tested={view.tested}
            onDrop={drop(container.id)}
            onSettings={() => setOpen({ container: container.id })}
            onStep={(by) => stepContainer(container.id, by)}
            onRemove={() => edit({ kind: "remove container", container: container.id })}
            mayEdit={mayEdit}
          />
        ))}
      </div>
      {mayEdit && (
        <Button
          className={classes.add ?? ""}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => setOpen({ container: null })}
        >
          Add container
        </Button>
      )}
      {shownCard && (
        <CardDialog
          card={shownCard}
          story={stories[shownCard.story]}
          stories={stories}
          onSave={(fields) => edit({ kind: "change card", story: shownCard.story, fields })}
          onClose={() => {
            focusNext.current = shownCard.story;
            setOpen(null);
          }}
        />
      )}
      {tested !== null && (
        <HeadlineTestDialog
          front={view.id}
          story={tested}
          headline={(findCard(view.liveLayout, tested)?.headline || stories[tested]?.headline) ?? ""}
          onUse={(headline) => edit({ kind: "change card", story: tested, fields: { headline } })}
          onChanged={onChanged}
          onClose={() => {
            focusNext.current = tested;
            setTested(null);
          }}
        />
      )}
      {isContainerOpen && (
        <ContainerDialog
          container={shownContainer ?? null}
          newId={v4}
          isFrontPage={view.id === "front"}
          sections={sections}
          subject={(shownContainer && subjects.get(shownContainer.id)) ?? ""}
          onSave={({ id, cards: _, ...fields }) =>
            shownContainer
              ? edit({ kind: "change container", container: id, fields })
              : edit({ kind: "add container", container: { id, cards: [], ...fields }, before: null })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

/** Mod-Z takes the last change back, except in fields, which have an undo of their own. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, [contenteditable], [role=dialog]")
      )
        return;
      event.preventDefault();
      undo();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [undo]);
}
