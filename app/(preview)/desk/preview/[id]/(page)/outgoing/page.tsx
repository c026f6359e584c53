import type { Metadata } from "next";
import { loadOutgoing } from "#lib/stories/publishing/preview-loaders.ts";
import { PreviewView } from "../preview-view.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Preview", robots: { index: false, follow: false } };

/** The text that would be published now: the approved revision if there is one, or the corrected text. */
export default async function OutgoingFrame({ params, searchParams }: Props) {
  return <PreviewView {...(await loadOutgoing((await params).id, await searchParams))} />;
}
