import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { ReadsReport } from "#components/newsroom/readership/reads-report.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { getReadsOfStory } from "#lib/readership/data.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { timesOf } from "#lib/times.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Reads of a story" };

export default async function StoryReadershipPage({ params }: Props) {
  const { id } = await params;
  const actor = await requirePerson(`/desk/readership/${id}`);
  const report = await getReadsOfStory(actor, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const { timeZone, language } = await getSiteSettings();
  return (
    <>
      <PageBar title={`Reads of “${report.headline || "Untitled"}”`}>
        <Link className="link" href={`/desk/stories/${id}`}>
          Open story
        </Link>
        <Link className="link" href="/desk/readership">
          All stories
        </Link>
      </PageBar>
      <PageBody>
        <ReadsReport report={report} times={timesOf(timeZone, language)} />
      </PageBody>
    </>
  );
}
