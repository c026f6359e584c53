import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CollectionScreen } from "#components/newsroom/collections/collection-screen.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { findCollection } from "#lib/collections/data.ts";
import { canManageCollections, canSeeCollections } from "#lib/collections/policy.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Collection" };

export default async function CollectionRoute({ params }: Props) {
  const { id } = await params;
  const actor = await requirePerson(`/desk/collections/${id}`);
  if (!canSeeCollections(actor)) return <Refused title="Collection" />;
  const view = await findCollection(actor, id);
  if (!view) notFound();
  return <CollectionScreen key={id} view={view} mayManage={canManageCollections(actor)} />;
}
