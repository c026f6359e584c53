"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconFolder, IconPhoto, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { type CSSProperties, type DragEvent, useState } from "react";
import {
  addToCollection,
  createCollection,
  deleteCollection,
  moveCollection,
  renameCollection,
} from "#lib/pictures/library/actions.ts";
import { libraryAddress, parseLibraryQuery, withFilter } from "#lib/pictures/library/query.ts";
import type { CollectionItem } from "#lib/pictures/library/types.ts";
import { RowMenu } from "../admin/row-menu.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { Confirm } from "../dialog.tsx";
import { explain } from "../messages.ts";
import { useServerAction } from "../use-server-action.ts";
import { countPictures } from "./bulk-edit.tsx";
import classes from "./collections-list.module.css";
import { droppedPictures, isPictureDrag } from "./picture-drag.ts";

type Props = {
  q: string;
  collections: CollectionItem[];
  mayManage: boolean;
  /** After a link was followed: the list may be in a drawer. */
  onGo?: () => void;
};

/** All collections, nested, with their number of pictures. Pictures can be dropped on each. */
export function CollectionsList({ q, collections, mayManage, onGo }: Props) {
  const [isCreating, setCreating] = useState(false);
  const chosen = parseLibraryQuery(q).flatMap((part) =>
    part.kind === "filter" && part.name === "collection" && !part.isMinus ? [part.value.toLowerCase()] : [],
  );
  return (
    <nav aria-label="Collections" className={classes.list}>
      <Link
        className={classes.all}
        href="/desk/pictures"
        aria-current={q === "" ? "page" : undefined}
        {...(onGo && { onClick: onGo })}
      >
        <IconPhoto size={16} stroke={1.6} aria-hidden="true" />
        All pictures
      </Link>
      <div className={classes.head}>
        <h2>Collections</h2>
        {mayManage && (
          <Button
            size="compact-sm"
            aria-label="New collection"
            onClick={() => setCreating(true)}
            leftSection={<IconPlus size={14} aria-hidden="true" />}
          >
            New
          </Button>
        )}
      </div>
      {collections.length === 0 && (
        <p className="dim small">Collections hold pictures together, such as those of a match or a trial.</p>
      )}
      <ul>
        {collections.map((collection) => (
          <CollectionRow
            key={collection.id}
            collection={collection}
            collections={collections}
            isCurrent={chosen.includes(collection.path.toLowerCase())}
            mayManage={mayManage}
            onGo={onGo}
          />
        ))}
      </ul>
      {isCreating && <NameDialog parent={null} onClose={() => setCreating(false)} />}
    </nav>
  );
}

type RowProps = {
  collection: CollectionItem;
  collections: CollectionItem[];
  isCurrent: boolean;
  mayManage: boolean;
  onGo: (() => void) | undefined;
};

function CollectionRow({ collection, collections, isCurrent, mayManage, onGo }: RowProps) {
  const { id, name, path, count } = collection;
  const [isOver, setOver] = useState(false);
  const { send } = useServerAction(addDropped);
  const onDragOver = (event: DragEvent) => {
    if (!isPictureDrag(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const pictureIds = droppedPictures(event);
    if (pictureIds.length === 0) return;
    event.preventDefault();
    send({ collectionId: id, pictureIds, name });
  };
  return (
    <li
      style={{ "--depth": path.split("/").length - 1 } as CSSProperties}
      data-over={isOver || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Link
        href={libraryAddress(withFilter("", "collection", path))}
        aria-current={isCurrent ? "page" : undefined}
        {...(onGo && { onClick: onGo })}
      >
        <IconFolder size={16} stroke={1.6} aria-hidden="true" />
        <bdi>{name}</bdi> <span className={classes.count}>{count.toLocaleString("en-GB")}</span>
      </Link>
      {mayManage && (
        <RowMenu
          name={path}
          entries={[
            {
              label: "Rename",
              dialog: (opened, close) => opened && <RenameDialog collection={collection} onClose={close} />,
            },
            {
              label: "New collection inside",
              dialog: (opened, close) => opened && <NameDialog parent={collection} onClose={close} />,
            },
            {
              label: "Move",
              dialog: (opened, close) =>
                opened && <MoveDialog collection={collection} collections={collections} onClose={close} />,
            },
            {
              label: "Delete",
              danger: true,
              dialog: (opened, close) => <DeleteCollection collection={collection} opened={opened} onClose={close} />,
            },
          ]}
        />
      )}
    </li>
  );
}

/** Adds dropped pictures and says so, because the list itself changes by one number only. */
async function addDropped({ name, ...given }: { collectionId: string; pictureIds: string[]; name: string }) {
  const answer = await addToCollection(given);
  if (answer.ok) sayAdded(answer.data.changed, name);
  else notifications.show({ message: explainCollecting(answer), color: "red", autoClose: 10_000 });
  return answer;
}

export const sayAdded = (changed: number, name: string): void => {
  notifications.show({
    message: changed === 0 ? `They were in “${name}” before.` : `${countPictures(changed)} added to “${name}”.`,
    color: "green",
  });
};

export const explainCollecting = (failure: Parameters<typeof explain>[0]): string =>
  failure.code === "NOT_ALLOWED"
    ? "You can add or remove only pictures that you have uploaded. Nothing was changed."
    : explain(failure);

const nameProblem = (failure: Parameters<typeof explain>[0] | null): string | undefined =>
  failure?.code === "TAKEN" ? "There is a collection of this name here already." : failure?.fields?.name;

/** Creates a collection, inside of another one or beside the outermost ones. */
function NameDialog({ parent, onClose }: { parent: CollectionItem | null; onClose: () => void }) {
  const { send, pending, failure } = useServerAction(createCollection);
  return (
    <SaveDialog
      opened
      onClose={onClose}
      title={parent ? `New collection in ${parent.name}` : "New collection"}
      verb="Create"
      fields={["name"]}
      pending={pending}
      failure={failure?.code === "TAKEN" ? null : failure}
      onSubmit={(form) => send({ name: textOf(form, "name"), parentId: parent?.id ?? null }, onClose)}
    >
      <TextInput label="Name" name="name" maxLength={100} required data-autofocus error={nameProblem(failure)} />
    </SaveDialog>
  );
}

function RenameDialog({ collection, onClose }: { collection: CollectionItem; onClose: () => void }) {
  const { send, pending, failure } = useServerAction(renameCollection);
  return (
    <SaveDialog
      opened
      onClose={onClose}
      title={`Rename ${collection.name}`}
      verb="Rename"
      fields={["name"]}
      pending={pending}
      failure={failure?.code === "TAKEN" ? null : failure}
      onSubmit={(form) => send({ id: collection.id, name: textOf(form, "name") }, onClose)}
    >
      <TextInput
        label="Name"
        name="name"
        defaultValue={collection.name}
        maxLength={100}
        required
        data-autofocus
        error={nameProblem(failure)}
      />
    </SaveDialog>
  );
}

type MoveProps = { collection: CollectionItem; collections: CollectionItem[]; onClose: () => void };

function MoveDialog({ collection, collections, onClose }: MoveProps) {
  const { send, pending, failure } = useServerAction(moveCollection);
  const isInside = ({ path }: CollectionItem) => path === collection.path || path.startsWith(`${collection.path}/`);
  const targets = collections.filter((target) => !isInside(target));
  return (
    <SaveDialog
      opened
      onClose={onClose}
      title={`Move ${collection.name}`}
      verb="Move"
      fields={[]}
      pending={pending}
      failure={failure?.code === "TAKEN" ? null : failure}
      onSubmit={(form) => send({ id: collection.id, parentId: textOf(form, "parentId") || null }, onClose)}
    >
      <NativeSelect
        label="Into"
        name="parentId"
        defaultValue={collection.parentId ?? ""}
        data={[
          { value: "", label: "No other collection" },
          ...targets.map(({ id, path }) => ({ value: id, label: path.replaceAll("/", " / ") })),
        ]}
        error={nameProblem(failure)}
      />
    </SaveDialog>
  );
}

function DeleteCollection(props: { collection: CollectionItem; opened: boolean; onClose: () => void }) {
  const { collection, opened, onClose } = props;
  const { send, pending, failure } = useServerAction(deleteCollection);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the collection ${collection.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ id: collection.id }, onClose)}
    >
      Its pictures stay in the library. Collections inside of it move up one level.
    </Confirm>
  );
}
