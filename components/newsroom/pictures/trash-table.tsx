"use client";
import { Button } from "@mantine/core";
import { IconFile, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { restorePictures } from "#lib/picture-desk/actions.ts";
import { restoreMedia } from "#lib/picture-desk/media-actions.ts";
import type { TrashedMedia } from "#lib/picture-desk/media-data.ts";
import type { TrashedPicture } from "#lib/picture-desk/trash-data.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { PageBar, PageBody } from "../page-bar.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./trash-table.module.css";

/** A picture, or another file, which has no address of a picture. */
type Trashed = TrashedPicture | (TrashedMedia & { src?: undefined });

const columns: Column<Trashed>[] = [
  {
    head: "Name",
    phone: "title",
    cell: ({ id, fileName, src }) => (
      <Link className={classes.picture} href={`/desk/pictures/${src === undefined ? "files/" : ""}${id}`}>
        {src === undefined ? (
          <span className={classes.file}>
            <IconFile size={20} stroke={1.5} aria-hidden="true" />
          </span>
        ) : (
          // biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already
          <img src={src} alt="" width={56} height={40} />
        )}
        {fileName}
      </Link>
    ),
  },
  {
    head: "Moved to the trash",
    width: 330,
    from: "wide",
    phone: "below",
    cell: ({ by, trashedAt }) => (
      <>
        <When at={trashedAt} />
        {by && ` by ${by}`}
      </>
    ),
  },
  { head: "Deleted for good", width: 240, from: "wide", cell: ({ deletedAt }) => <When at={deletedAt} /> },
  {
    head: <span className="vh">Actions</span>,
    width: 110,
    align: "end",
    phone: "end",
    cell: (item) => item.mayRestore && <Restore item={item} />,
  },
];

/** The pictures and files in the trash, with the day on which each is deleted for good. */
export function TrashTable({ pictures, media }: { pictures: TrashedPicture[]; media: TrashedMedia[] }) {
  const items: Trashed[] = [...pictures, ...media].sort((a, b) => (a.trashedAt < b.trashedAt ? 1 : -1));
  return (
    <>
      <PageBar title="Trash" count={items.length}>
        <Link className="link" href="/desk/pictures">
          All pictures
        </Link>
      </PageBar>
      <PageBody>
        <DataTable
          label="Pictures and files in the trash"
          columns={columns}
          rows={items}
          keyOf={({ id }) => id}
          tall
          empty={
            <EmptyList
              icon={IconTrash}
              title="The trash is empty"
              text="A picture or file that is moved here can be restored for 30 days."
            />
          }
        />
      </PageBody>
    </>
  );
}

function When({ at }: { at: string }) {
  const times = useTimes();
  return <time dateTime={at}>{times.full(new Date(at))}</time>;
}

function Restore({ item: { id, fileName, src } }: { item: Trashed }) {
  const picture = useServerAction(restorePictures);
  const file = useServerAction(restoreMedia);
  return (
    <>
      <Button
        size="compact-sm"
        loading={picture.pending || file.pending}
        aria-label={`Restore ${fileName}`}
        onClick={() => (src === undefined ? file.send({ mediaId: id }) : picture.send({ pictureIds: [id] }))}
      >
        Restore
      </Button>
      <Problem failure={picture.failure ?? file.failure} />
    </>
  );
}
