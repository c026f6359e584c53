import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FrontScreen } from "#components/newsroom/fronts/front-screen.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { findFrontAt, getFrontView, listFronts } from "#lib/fronts/desk-data.ts";

type Props = { params: Promise<{ front: string[] }> };

export const metadata: Metadata = { title: "Front" };

/** /desk/fronts/front, or the path of a section. */
export default async function FrontRoute({ params }: Props) {
  const path = (await params).front.map(decodeURIComponent).join("/");
  const actor = await requirePerson(`/desk/fronts/${path}`);
  const id = await findFrontAt(path);
  if (!id) notFound();
  const [view, fronts] = await Promise.all([getFrontView(actor, id), listFronts()]);
  const sections = fronts
    .filter((front) => front.id !== "front")
    .map(({ id: section, name }) => ({ id: section, name }));
  return <FrontScreen key={id} first={view} sections={sections} />;
}
