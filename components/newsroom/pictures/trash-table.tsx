"use client";
import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { restorePictures } from "#lib/picture-desk/actions.ts";
import type { TrashedPicture } from "#lib/picture-desk/trash-data.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { PageBar, PageBody } from "../page-bar.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./trash-table.module.css";

const columns: Column<TrashedPicture>[] = [
  {
    head: "Picture",
    phone: "title",
    cell: ({ id, fileName, src }) => (
      <Link className={classes.picture} href={`/desk/pictures/${id}`}>
        {/* biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already */}
        <img src={src} alt="" width={56} height={40} />
        {fileName}
      </Link>
    ),
  },
  {
    head: "Moved to the trash",
    width: 260,
    from: "wide",
    phone: "below",
    cell: ({ by, trashedAt }) => (
      <>
        <When at={trashedAt} />
        {by && ` by ${by}`}
      </>
    ),
  },
  { head: "Deleted for good", width: 200, from: "wide", cell: ({ deletedAt }) => <When at={deletedAt} /> },
  {
    head: <span className="vh">Actions</span>,
    width: 110,
    align: "end",
    phone: "end",
    cell: (picture) => picture.mayRestore && <Restore picture={picture} />,
  },
];

/** The pictures in the trash, with the day on which each is deleted for good. */
export function TrashTable({ pictures }: { pictures: TrashedPicture[] }) {
  return (
    <>
      <PageBar title="Trash of pictures" count={pictures.length}>
        <Link className="link" href="/desk/pictures">
          All pictures
        </Link>
      </PageBar>
      <PageBody>
        <DataTable
          label="Pictures in the trash"
          columns={columns}
          rows={pictures}
          keyOf={({ id }) => id}
          tall
          empty={
            <EmptyList
              icon={IconTrash}
              title="The trash is empty"
              text="A picture that is moved here can be restored for 30 days."
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

function Restore({ picture: { id, fileName } }: { picture: TrashedPicture }) {
  const { send, pending, failure } = useServerAction(restorePictures);
  return (
    <>
      <Button
        size="compact-sm"
        loading={pending}
        aria-label={`Restore ${fileName}`}
        onClick={() => send({ pictureIds: [id] })}
      >
        Restore
      </Button>
      <Problem failure={failure} />
    </>
  );
}
