"use client";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPhoto } from "@tabler/icons-react";
import Link from "next/link";
import type { KeyboardEvent } from "react";
import { badgeNames } from "#lib/document/fields.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import type { FrontCard } from "#lib/fronts/layout-schema.ts";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./compose.module.css";
import { dragProps } from "./dragging.ts";
import { type PlaceTarget, sizeNames } from "./front-words.ts";

export type CardMoves = {
  /** By one place, also into the container above or below. */
  step: (story: string, by: -1 | 1) => void;
  moveTo: (story: string, container: string) => void;
  remove: (story: string) => void;
  open: (story: string) => void;
  /** Opens the test of its headlines; absent where the card is not live. */
  test?: ((story: string) => void) | undefined;
};

type Props = {
  card: FrontCard;
  story: CardStory | undefined;
  /** "Lead", "2": where readers get it. */
  place: string;
  /** The other containers. */
  others: readonly PlaceTarget[];
  moves: CardMoves;
  /** Two headlines of it are being tested. */
  isTested: boolean;
  /** The side on which something that is dragged would be placed. */
  drop: "before" | "after" | undefined;
  mayEdit: boolean;
};

/** A card of the draft: dragged, moved by Alt with an arrow key, opened with Enter, removed with Delete. */
export function CardItem({ card, story, place, others, moves, isTested, drop, mayEdit }: Props) {
  const headline = card.headline || story?.headline || "A story that you may not see";
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return; // from its menu
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
      moves.step(card.story, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Enter") moves.open(card.story);
    else if (event.key === "Delete" || event.key === "Backspace") moves.remove(card.story);
    else return;
    event.preventDefault();
  };
  return (
    <li
      className={classes.card}
      data-drag-id={card.story}
      data-card={card.story}
      data-drop={drop}
      {...(mayEdit
        ? {
            ...dragProps({ kind: "story", id: card.story }, headline),
            tabIndex: 0,
            onKeyDown: keys,
            "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown Enter Delete",
          }
        : {})}
      aria-label={headline}
    >
      <span className={classes.place}>{place}</span>
      <Thumb src={card.hidesPicture ? "" : (story?.picture ?? "")} />
      <div className={classes.what}>
        <p className={classes.headline}>{headline}</p>
        {card.headline && story?.headline && <p className={classes.original}>Story: {story.headline}</p>}
        <CardState card={card} story={story} isTested={isTested} />
      </div>
      {mayEdit && (
        <Menu width={240} position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={`Actions for ${headline}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => moves.open(card.story)}>Edit card</Menu.Item>
            {moves.test && <Menu.Item onClick={() => moves.test?.(card.story)}>Test headlines</Menu.Item>}
            <Menu.Item onClick={() => moves.step(card.story, -1)}>Move up</Menu.Item>
            <Menu.Item onClick={() => moves.step(card.story, 1)}>Move down</Menu.Item>
            {others.length > 0 && <Menu.Divider />}
            {others.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => moves.moveTo(card.story, id)}>
                Move to {name}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item component={Link} href={`/desk/stories/${card.story}`}>
              Open story
            </Menu.Item>
            <Menu.Item onClick={() => moves.remove(card.story)} c="var(--down)">
              Remove from front
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

export const Thumb = ({ src }: { src: string }) =>
  src ? (
    // biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already
    <img className={classes.thumb} src={src} alt="" width={54} height={36} decoding="async" draggable={false} />
  ) : (
    <span className={classes.thumb} data-none="" title="No picture">
      <IconPhoto size={14} stroke={1.4} aria-hidden="true" />
    </span>
  );

function CardState({ card, story, isTested }: Pick<Props, "card" | "story" | "isTested">) {
  const times = useTimes();
  const marks = [
    card.size !== "default" && sizeNames[card.size],
    card.badge && badgeNames[card.badge].toLowerCase(),
    isTested && "headlines tested",
    card.links.length > 0 && `${card.links.length} related`,
    card.hidesPicture ? "no picture" : card.picture && "another picture",
    card.until && `until ${times.full(new Date(card.until))}`,
  ].filter(Boolean);
  return (
    <p className={classes.state} data-state={story?.state ?? "not live"}>
      <StoryState story={story} />
      {marks.length > 0 && ` · ${marks.join(" · ")}`}
    </p>
  );
}

/** The state of a story with what it means for the front. */
export function StoryState({ story }: { story: CardStory | undefined }) {
  const times = useTimes();
  if (!story || story.state === "not live") return <>Not published: comes in when it is</>;
  if (story.state === "unlisted") return <>Removed from lists: readers do not get it here</>;
  if (story.state === "scheduled")
    return <>Scheduled{story.at && ` ${times.full(new Date(story.at))}`}: comes in by itself</>;
  return (
    <>
      {story.section}
      {story.at && (
        <>
          {" · "}
          <When at={story.at} />
        </>
      )}
      {story.reads > 0 &&
        ` · ${story.reads.toLocaleString("en-GB")} ${story.reads === 1 ? "read" : "reads"} in two hours`}
    </>
  );
}
