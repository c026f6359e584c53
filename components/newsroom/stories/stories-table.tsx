import { IconPhoto } from "@tabler/icons-react";
import Link from "next/link";
import type { StoryRow } from "#lib/stories/types.ts";
import { flagNames, isOverdue } from "../assignments/assignment-words.ts";
import { StatusWord } from "../state-word.tsx";
import { When } from "../when.tsx";
import { PeopleHere } from "./people-here.tsx";
import classes from "./stories.module.css";
import { SelectStory } from "./story-selection.tsx";

/** The list of stories with status, section and last change. On phones each row is two lines and a picture. */
export function StoriesTable({ stories }: { stories: StoryRow[] }) {
  const isSelectable = stories.some(({ mayTakeDown }) => mayTakeDown);
  return (
    <table className={classes.table} aria-label="Stories" data-selectable={isSelectable || undefined}>
      <colgroup>
        {isSelectable && <col width={46} />}
        <col width={230} />
        <col />
        <col width={116} />
        <col width={148} className={classes.wide ?? ""} />
        <col width={128} />
        <col width={76} className={classes.wider ?? ""} />
      </colgroup>
      <thead>
        <tr>
          {isSelectable && <td aria-hidden="true" />}
          <th scope="col">Status</th>
          <th scope="col">Headline</th>
          <th scope="col">Section</th>
          <th scope="col" className={classes.wide}>
            Authors
          </th>
          <th scope="col" className={classes.end}>
            Changed
          </th>
          <th scope="col" className={`${classes.end} ${classes.wider}`}>
            Words
          </th>
        </tr>
      </thead>
      <tbody>
        {stories.map((story) => (
          <Row key={story.id} story={story} isSelectable={isSelectable} />
        ))}
      </tbody>
    </table>
  );
}

/** @param isSelectable whether any row of the table is: they all have the column then */
function Row({ story, isSelectable }: { story: StoryRow; isSelectable: boolean }) {
  const { id, headline, copy, publication, changed, section, authors, editedAt, editedBy, words } = story;
  return (
    <tr>
      {isSelectable && (
        <td data-phone="select" className={classes.select}>
          <SelectStory story={{ id, headline }} mayTakeDown={story.mayTakeDown} />
        </td>
      )}
      <td data-phone="status">
        <StatusWord copy={copy} publication={publication} changed={changed} />
      </td>
      <td data-phone="headline">
        <span className={classes.story}>
          <Thumb src={story.picture} />
          <span className={classes.lines}>
            <Link href={`/desk/stories/${id}`} prefetch={false} data-story={id}>
              {headline || <span className="dim">No headline yet</span>}
            </Link>
            <Assignment story={story} />
          </span>
          <PeopleHere storyId={id} />
        </span>
      </td>
      <td>
        <TwoLines text={section?.name ?? ""} />
      </td>
      <td className={classes.wide}>
        <TwoLines text={authors.map(({ name }) => name).join(", ")} />
      </td>
      <td data-phone="when" className={classes.end}>
        <span className={classes.above}>
          <When at={editedAt} />
        </span>
        {editedBy && <small>{editedBy.name}</small>}
      </td>
      <td className={`${classes.end} ${classes.wider}`}>{words.toLocaleString("en-GB")}</td>
    </tr>
  );
}

/** A long name does not make the row higher: it is cut after two lines. The open story shows all of it. */
const TwoLines = ({ text }: { text: string }) =>
  text ? <span className={classes.twoLines}>{text}</span> : <span className="dim">none</span>;

/** Flags, who has the story and until when, and when something is scheduled to happen to it. */
function Assignment({ story }: { story: StoryRow }) {
  const { flags, assignee, dueAt, scheduledFor } = story;
  if (flags.length === 0 && !assignee && !dueAt && !scheduledFor) return null;
  return (
    <span className={classes.assignment}>
      {flags.map((kind) => (
        <b key={kind}>{flagNames[kind]}</b>
      ))}
      {assignee && <bdi>{assignee.name}</bdi>}
      {dueAt && (
        <span data-overdue={isOverdue(story) || undefined}>
          {isOverdue(story) ? "overdue" : "due"} <When at={dueAt} />
        </span>
      )}
      {scheduledFor && (
        <span>
          scheduled <When at={scheduledFor} />
        </span>
      )}
    </span>
  );
}

const Thumb = ({ src }: { src: string | null }) =>
  src ? (
    // biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already
    <img className={classes.thumb} src={src} alt="" width={48} height={32} loading="lazy" decoding="async" />
  ) : (
    <span className={classes.thumb} data-none="" title="No picture">
      <IconPhoto size={16} stroke={1.4} aria-hidden="true" />
    </span>
  );
