"use client";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconGripVertical } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import type { CardStory, ShownIn } from "#lib/fronts/desk-data.ts";
import type { Container } from "#lib/fronts/layout-schema.ts";
import { CardItem, type CardMoves } from "./card-item.tsx";
import classes from "./compose.module.css";
import { childAt, type Dragged, draggedNow, dragProps } from "./dragging.ts";
import { arrangementNames, nameOfContainer, nameOfPlace, type PlaceTarget } from "./front-words.ts";
import { takesCards } from "./places.ts";

type Props = {
  container: Container;
  shown: ShownIn | undefined;
  stories: Record<string, CardStory>;
  others: readonly PlaceTarget[];
  /** Those of one card. */
  movesOf: (story: string) => CardMoves;
  tested: readonly string[];
  onDrop: (dragged: Dragged, before: string | null) => void;
  onSettings: () => void;
  onStep: (by: -1 | 1) => void;
  onRemove: () => void;
  mayEdit: boolean;
};

/** A container of the draft with its cards, and below them the stories that its rule adds. */
export function ContainerBox(props: Props) {
  const { container, shown, stories, others, movesOf, tested, onDrop, onSettings, onStep, onRemove, mayEdit } = props;
  const [over, setOver] = useState<string | null | undefined>();
  const list = useRef<HTMLOListElement>(null);
  const name = nameOfContainer(container, shown?.subject);
  const isOpen = takesCards(container);
  const filled = (shown?.stories ?? []).filter((id) => !container.cards.some(({ story }) => story === id));
  /** The side of a card on which a drop would land. */
  const dropAt = (story: string, isLast: boolean) =>
    over === story ? "before" : over === null && isLast ? "after" : undefined;
  const isTaken = () => isOpen && draggedNow()?.kind === "story";
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!isTaken() || !list.current) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(childAt(list.current, event.clientY));
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(undefined);
    },
    onDrop: (event: DragEvent) => {
      const dragged = draggedNow();
      setOver(undefined);
      if (!isTaken() || !dragged || !list.current) return;
      event.preventDefault();
      event.stopPropagation();
      onDrop(dragged, childAt(list.current, event.clientY));
    },
  };
  return (
    <section
      className={classes.container}
      aria-label={name}
      data-drag-id={container.id}
      data-over={over === undefined ? undefined : ""}
      {...(mayEdit ? drop : {})}
    >
      <header className={classes.head} {...(mayEdit ? dragProps({ kind: "container", id: container.id }, name) : {})}>
        {mayEdit && <IconGripVertical className={classes.grip} size={14} aria-hidden="true" />}
        <h3>{name}</h3>
        {name !== arrangementNames[container.arrangement] && (
          <span className={classes.kind}>{arrangementNames[container.arrangement]}</span>
        )}
        {mayEdit && (
          <Menu width={200} position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon aria-label={`Actions for container ${name}`}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onSettings}>Container settings</Menu.Item>
              <Menu.Item onClick={() => onStep(-1)}>Move container up</Menu.Item>
              <Menu.Item onClick={() => onStep(1)}>Move container down</Menu.Item>
              <Menu.Divider />
              <Menu.Item onClick={onRemove} c="var(--down)">
                Remove container
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {isOpen ? (
        <ol ref={list} className={classes.cards}>
          {container.cards.map((card, index) => (
            <CardItem
              key={card.story}
              card={card}
              story={stories[card.story]}
              place={nameOfPlace(container.arrangement, index)}
              others={others}
              moves={movesOf(card.story)}
              isTested={tested.includes(card.story)}
              drop={dropAt(card.story, index === container.cards.length - 1)}
              mayEdit={mayEdit}
            />
          ))}
          {filled.map((id) => (
            <li key={id} className={classes.filled}>
              <span className={classes.place}>Auto</span>
              <span>{stories[id]?.headline}</span>
            </li>
          ))}
          {container.cards.length + filled.length === 0 && (
            <li className={classes.none}>
              {mayEdit ? "Drag a story here, or use “Place…” on a story." : "No stories."}
            </li>
          )}
        </ol>
      ) : (
        <p className={classes.none}>Filled automatically.</p>
      )}
    </section>
  );
}
