"use client";
import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconFolderPlus, IconPencil } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { addToCollection, removeFromCollection } from "#lib/pictures/library/actions.ts";
import { maxSelected } from "#lib/pictures/library/schema.ts";
import type { CollectionItem, LibraryPicture } from "#lib/pictures/library/types.ts";
import { SelectionTools } from "../selection-tools.tsx";
import type { Selection } from "../use-selection.ts";
import { useServerAction } from "../use-server-action.ts";
import { countPictures } from "./bulk-edit.tsx";
import { explainCollecting, sayAdded } from "./collections-list.tsx";

const BulkEdit = dynamic(() => import("./bulk-edit.tsx").then((file) => file.BulkEdit), { ssr: false });

type Props = {
  selection: Selection<LibraryPicture>;
  collections: CollectionItem[];
  /** The collection whose pictures are shown, from which they can be removed. */
  current: CollectionItem | null;
};

/** What can be done with the selected pictures. */
export function SelectionBar({ selection, collections, current }: Props) {
  const [isEditing, setEditing] = useState(false);
  const adding = useServerAction(addToCollection);
  const removing = useServerAction(removeFromCollection);
  const { items: pictures, clear } = selection;
  if (pictures.length === 0) return null;
  const pictureIds = pictures.map(({ id }) => id);
  const isTooMany = pictures.length > maxSelected;
  const failure = adding.failure ?? removing.failure;
  const remove = (from: CollectionItem) =>
    removing.send({ collectionId: from.id, pictureIds }, ({ changed }) => {
      notifications.show({ message: `${countPictures(changed)} removed from “${from.name}”.`, color: "green" });
      clear();
    });
  return (
    <SelectionTools
      name="Selected pictures"
      count={countPictures(pictures.length)}
      tooMany={isTooMany && `Select at most ${maxSelected} to change them at once.`}
      clear={clear}
      problem={failure && explainCollecting(failure)}
    >
      <Button
        variant="filled"
        disabled={isTooMany}
        onClick={() => setEditing(true)}
        leftSection={<IconPencil size={16} aria-hidden="true" />}
      >
        Edit
      </Button>
      <Menu position="top-start" width={280}>
        <Menu.Target>
          <Button
            disabled={isTooMany || collections.length === 0}
            loading={adding.pending}
            leftSection={<IconFolderPlus size={16} aria-hidden="true" />}
          >
            Add to collection
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: "auto" }}>
          {collections.map(({ id, name, path }) => (
            <Menu.Item
              key={id}
              onClick={() => adding.send({ collectionId: id, pictureIds }, ({ changed }) => sayAdded(changed, name))}
            >
              {path.replaceAll("/", " / ")}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {current && (
        <Button loading={removing.pending} onClick={() => remove(current)}>
          Remove from {current.name}
        </Button>
      )}
      {isEditing && <BulkEdit pictures={pictures} onClose={() => setEditing(false)} />}
    </SelectionTools>
  );
}
