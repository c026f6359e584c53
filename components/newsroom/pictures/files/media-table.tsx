"use client";
import { IconFileText, IconMovie, IconMusic } from "@tabler/icons-react";
import Link from "next/link";
import { durationInWords, sizeInWords } from "#lib/media/sizes.ts";
import type { MediaItem } from "#lib/picture-desk/media-data.ts";
import { type Column, DataTable, TwoLines } from "../../data-table.tsx";
import { EmptyList } from "../../empty-list.tsx";
import { useTimes } from "../../newsroom-context.tsx";
import { kindNames } from "./kind-names.ts";
import classes from "./media.module.css";

const icons = { VIDEO: IconMovie, AUDIO: IconMusic, DOCUMENT: IconFileText };

/** "MP4, 12:30, 14 MB" */
export const factsInWords = ({ format, durationSeconds, bytes }: MediaItem): string =>
  [format.toUpperCase(), durationSeconds === null ? null : durationInWords(durationSeconds), sizeInWords(bytes)]
    .filter((part) => part !== null)
    .join(", ");

const columns: Column<MediaItem>[] = [
  {
    head: "Name",
    phone: "title",
    cell: (item) => {
      const Icon = icons[item.kind];
      return (
        <TwoLines
          before={<Icon className={classes.icon} size={18} stroke={1.6} aria-label={kindNames[item.kind]} />}
          first={<Link href={`/desk/pictures/files/${item.id}`}>{item.fileName}</Link>}
          second={factsInWords(item)}
        />
      );
    },
  },
  {
    head: "Uploaded",
    width: 260,
    from: "wide",
    cell: ({ uploader, createdAt }) => <Uploaded by={uploader} at={createdAt} />,
  },
  {
    head: "Published in",
    width: 150,
    from: "wide",
    cell: ({ liveCount }) => (liveCount === 0 ? <span className="dim">Nothing</span> : countOf(liveCount)),
  },
  {
    head: "May be used until",
    width: 220,
    phone: "end",
    cell: ({ usableUntil, isHidden }) => usableUntil && <Until at={usableUntil} isOver={isHidden} />,
  },
];

const countOf = (stories: number): string => (stories === 1 ? "1 story" : `${stories.toLocaleString("en-GB")} stories`);

/** The videos, sounds and documents of the newsroom. */
export function MediaTable({ items, isSearch }: { items: MediaItem[]; isSearch: boolean }) {
  return (
    <DataTable
      label="Video, audio and files"
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
      tall
      empty={
        isSearch ? (
          <EmptyList icon={IconMovie} title="Nothing found" text="Try fewer words, or remove the filter." />
        ) : (
          <EmptyList
            icon={IconMovie}
            title="No files yet"
            text="Type /video, /audio or /file in a story to upload the first one."
          />
        )
      }
    />
  );
}

function Uploaded({ by, at }: { by: string | null; at: string }) {
  const times = useTimes();
  return (
    <>
      <time dateTime={at}>{times.date(new Date(at))}</time>
      {by && ` by ${by}`}
    </>
  );
}

function Until({ at, isOver }: { at: string; isOver: boolean }) {
  const times = useTimes();
  return isOver ? "Its use has ended" : <time dateTime={at}>{times.full(new Date(at))}</time>;
}
