import { type Actor, personId } from "../actor.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { visibleTo } from "./data.ts";
import { canSeeFile, type FileKind } from "./file-data.ts";

/**
 * Notes that a file was uploaded into a story, before the text of the story holds it: what a confidential story is about shows in
 * its files. A story that is not stored yet, or that the actor may not see, is ignored.
 */
export async function holdFor(
  tx: Transaction,
  actor: Actor,
  kind: FileKind,
  fileId: string,
  storyId: string,
): Promise<void> {
  if ((await tx.story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } })) === 0) return;
  const removedAt = new Date();
  if (kind === "picture")
    await tx.storyPicture.createMany({ data: { storyId, pictureId: fileId, removedAt }, skipDuplicates: true });
  else await tx.storyMedia.createMany({ data: { storyId, mediaId: fileId, removedAt }, skipDuplicates: true });
}

/**
 * Somebody uploads a file again that they may not see. They have it anyway, so from now on they see it, as its uploader; those
 * who uploaded it before see it with its story.
 */
export async function takeAgain(tx: Transaction, actor: Actor, kind: FileKind, fileId: string): Promise<void> {
  if (await canSeeFile(actor, tx, kind, fileId)) return;
  const table = Prisma.raw(kind === "picture" ? "picture" : "media_file");
  await tx.$executeRaw`update ${table} set uploader_id = ${personId(actor)}::uuid where id = ${fileId}::uuid`;
}
