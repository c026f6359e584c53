import type { Metadata } from "next";
import { TrashTable } from "#components/newsroom/pictures/trash-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listTrash } from "#lib/picture-desk/trash-data.ts";

export const metadata: Metadata = { title: "Trash of pictures" };

export default async function TrashPage() {
  return <TrashTable pictures={await listTrash(await requirePerson())} />;
}
