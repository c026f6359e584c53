"use client";
import { NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { addToCollection, removeFromCollection } from "#lib/pictures/library/actions.ts";
import { libraryAddress, withFilter } from "#lib/pictures/library/query.ts";
import type { CollectionItem, PictureDetails } from "#lib/pictures/library/types.ts";
import { Problem } from "../../problem.tsx";
import { useServerAction } from "../../use-server-action.ts";
import classes from "./picture-page.module.css";

/** The collections that a picture is in. */
export function CollectionsSection({
  picture,
  collections,
}: {
  picture: PictureDetails;
  collections: CollectionItem[];
}) {
  const adding = useServerAction(addToCollection);
  const removing = useServerAction(removeFromCollection);
  const isIn = new Set(picture.collections.map(({ id }) => id));
  const others = collections.filter(({ id }) => !isIn.has(id));
  const pictureIds = [picture.id];
  return (
    <section className={classes.section} aria-labelledby="collections-title">
      <h2 id="collections-title">Collections</h2>
      {picture.collections.length === 0 && <p className="dim small">In no collection yet.</p>}
      {picture.collections.length > 0 && (
        <ul className={classes.list}>
          {picture.collections.map(({ id, path }) => (
            <li key={id}>
              <Link href={libraryAddress(withFilter("", "collection", path))}>{path.replaceAll("/", " / ")}</Link>
              {picture.mayEdit && (
                <button
                  type="button"
                  aria-label={`Remove from ${path}`}
                  onClick={() => removing.send({ collectionId: id, pictureIds })}
                >
                  <IconX size={12} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {picture.mayEdit && others.length > 0 && (
        <NativeSelect
          aria-label="Add to collection"
          value=""
          disabled={adding.pending}
          onChange={(event) => {
            const collectionId = event.currentTarget.value;
            if (collectionId) adding.send({ collectionId, pictureIds });
          }}
          data={[
            { value: "", label: "Add to a collection …" },
            ...others.map(({ id, path }) => ({ value: id, label: path.replaceAll("/", " / ") })),
          ]}
        />
      )}
      <Problem failure={adding.failure ?? removing.failure} />
    </section>
  );
}
