import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient, type Prisma, type Transaction } from "../../postgres/app.ts";
import { canSeeFile } from "../../roles/file-data.ts";
import { canEditPicture, canSeePictures } from "../policy.ts";
import { findCollectionPaths } from "./collection-data.ts";
import { librarySelect, presentInLibrary } from "./search-data.ts";
import type { ContentCredentials, PictureDetails } from "./types.ts";

const select = {
  ...librarySelect,
  copyright: true,
  place: true,
  people: true,
  takenAt: true,
  version: true,
  bytes: true,
  format: true,
  latitude: true,
  longitude: true,
  contentCredentials: true,
  collections: { select: { collection: { select: { id: true, name: true } } } },
} satisfies Prisma.PictureSelect;

const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** The credentials as stored by the upload; null if there are none. */
function readCredentials(value: Prisma.JsonValue): ContentCredentials | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const [issuer, tool, signedAt] = [textIn(value.issuer), textIn(value.tool), textIn(value.signedAt)];
  return { ...(issuer && { issuer }), ...(tool && { tool }), ...(signedAt && { signedAt }) };
}

/** Everything that the page of a picture shows. @throws NOT_FOUND */
export async function getPictureDetails(
  actor: Actor,
  id: string,
  client: Transaction = appClient(),
): Promise<PictureDetails> {
  if (!canSeePictures(actor) || !isId(id)) throw new DomainError("NOT_FOUND");
  const row = await client.picture.findUnique({ where: { id }, select });
  if (!row || !(await canSeeFile(actor, client, "picture", id))) throw new DomainError("NOT_FOUND");
  const { copyright, place, people, takenAt, version, bytes, format, latitude, longitude, ...rest } = row;
  const { contentCredentials, collections, ...listed } = rest;
  const uploader =
    row.uploaderId === null
      ? null
      : await client.person.findUnique({ where: { id: row.uploaderId }, select: { id: true, name: true } });
  const paths = collections.length > 0 ? await findCollectionPaths(client) : new Map<string, string>();
  return {
    ...presentInLibrary(listed),
    copyright,
    place,
    people,
    takenAt: takenAt?.toISOString() ?? null,
    version,
    bytes,
    format,
    uploader,
    location: latitude !== null && longitude !== null ? { latitude, longitude } : null,
    credentials: readCredentials(contentCredentials),
    collections: collections
      .map(({ collection }) => ({ ...collection, path: paths.get(collection.id) ?? collection.name }))
      .sort((a, b) => a.path.localeCompare(b.path)),
    mayEdit: canEditPicture(actor, row),
  };
}
