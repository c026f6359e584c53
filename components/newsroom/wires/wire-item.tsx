"use client";
import { Button, Switch } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { addToStory, takeItem } from "#lib/wires/actions.ts";
import type { OpenWireItem } from "#lib/wires/types.ts";
import { lazyPart } from "../lazy-part.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { WireMark } from "./wire-mark.tsx";
import classes from "./wires.module.css";

const StoryChoice = lazyPart("The list of stories", () =>
  import("./story-choice.tsx").then((part) => part.StoryChoice),
);

/** One item to read, and the buttons that take it into a new story or an existing one. */
export function WireItem({ item }: { item: OpenWireItem }) {
  const router = useRouter();
  const { send, pending, failure } = useServerAction(takeItem);
  const added = useServerAction(addToStory);
  const [isChoosing, setChoosing] = useState(false);
  const open = ({ storyId }: { storyId: string }) => router.push(`/desk/stories/${storyId}`);
  const [showsChanges, setShowsChanges] = useState(false);
  const { headline, status, changes, note, stories, html, number } = item;
  return (
    <article className={classes.item} lang={item.language}>
      <h2 dir="auto">{headline || "Item without a headline"}</h2>
      <p className={classes.facts} lang="en">
        <span>{[...item.authors, item.provider || item.source].join(", ")}</span>
        <When at={item.changedAt} />
        <WireMark item={item} />
        {item.link && (
          <a className="link" href={item.link} rel="noopener noreferrer" target="_blank">
            Original
          </a>
        )}
      </p>
      {status !== "usable" && (
        <p className={classes.warning} lang="en">
          {status === "canceled"
            ? "Its source has withdrawn this item. Do not use it, and check the stories with its words."
            : "Its source withholds this item until further notice. It cannot be taken into a story until it is released."}
        </p>
      )}
      {note && <p className={classes.note}>{note}</p>}
      <div className={classes.acts} lang="en">
        {status === "usable" && (
          <>
            <Button variant="filled" loading={pending} onClick={() => send({ itemId: item.id }, open)}>
              Take into a story
            </Button>
            <Button loading={added.pending} onClick={() => setChoosing(true)}>
              Add to a story
            </Button>
          </>
        )}
        {changes && (
          <Switch
            label={`Show changes since version ${number - 1}`}
            checked={showsChanges}
            onChange={(event) => setShowsChanges(event.currentTarget.checked)}
          />
        )}
      </div>
      <Problem failure={failure} />
      {isChoosing && (
        <StoryChoice
          failure={added.failure}
          choose={(storyId) => added.send({ itemId: item.id, storyId }, open)}
          onClose={() => setChoosing(false)}
        />
      )}
      {stories.length > 0 && (
        <div className={classes.stories} lang="en">
          <h3>Stories with its words</h3>
          <ul>
            {stories.map((story) => (
              <li key={story.id}>
                <Link className="link" href={`/desk/stories/${story.id}`}>
                  {story.headline || "Untitled"}
                </Link>{" "}
                {story.number < number && <span className={classes.bad}>from version {story.number}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {showsChanges && changes ? (
        <p className={classes.changes} dir="auto">
          {changes.map(({ kind, text: words }, index) => {
            const Tag = kind === "in" ? "ins" : kind === "out" ? "del" : "span";
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            return <Tag key={index}>{words}</Tag>;
          })}
        </p>
      ) : (
        // The server has written it by toFeedHtml, which escapes what the source sent.
        <div className={classes.text} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
      )}
      {item.copyright && <p className="dim">{item.copyright}</p>}
    </article>
  );
}
