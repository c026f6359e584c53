import type { Metadata } from "next";
import { TrashTable } from "#components/newsroom/pictures/trash-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listMediaTrash } from "#lib/picture-desk/media-data.ts";
import { listTrash } from "#lib/picture-desk/trash-data.ts";

export const metadata: Metadata = { title: "Trash" };

export default async function TrashPage() {
  const actor = await requirePerson();
  return <TrashTable pictures={await listTrash(actor)} media={await listMediaTrash(actor)} />;
}
