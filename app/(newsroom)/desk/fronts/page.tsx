import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BreakingLine } from "#components/newsroom/fronts/breaking-line.tsx";
import { FrontChoice } from "#components/newsroom/fronts/front-choice.tsx";
import { FrontPlaces } from "#components/newsroom/fronts/front-places.tsx";
import classes from "#components/newsroom/fronts/fronts.module.css";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { hrefOf } from "#lib/addresses/paths.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getBreaking } from "#lib/breaking/data.ts";
import { DomainError } from "#lib/errors.ts";
import { getFrontDesk } from "#lib/fronts/data.ts";
import { canArrangeFronts } from "#lib/fronts/policy.ts";
import { frontId } from "#lib/fronts/schema.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";

export const metadata: Metadata = { title: "Fronts" };

export default async function FrontsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/desk/fronts");
  const asked = frontId.safeParse((await searchParams).front ?? "front");
  if (!asked.success) notFound();
  const [sections, desk] = await Promise.all([
    listSections(),
    getFrontDesk(actor, asked.data).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
      throw error;
    }),
  ]);
  if (!desk) notFound();
  const fronts = [
    { id: "front", name: "Front page", isBelow: false },
    ...sections.flatMap(({ id, name, children }) => [
      { id, name, isBelow: false },
      ...children.map((child) => ({ id: child.id, name: child.name, isBelow: true })),
    ]),
  ];
  return (
    <>
      <PageBar title={`Fronts: ${desk.name}`}>
        <a className="link" href={hrefOf(desk.path)}>
          View on site
        </a>
      </PageBar>
      <PageBody>
        <div className={classes.split}>
          <FrontChoice fronts={fronts} current={desk.front} />
          <div className={classes.main}>
            <p className={classes.about}>
              {desk.front === "front"
                ? "Pinned stories keep their position. All other positions are filled with the latest stories."
                : "Pinned stories keep their position. Without pins, a section shows only its latest story as the lead. Pin a story below the lead, and the row of four is filled with the latest stories."}
            </p>
            {!canArrangeFronts(actor) && <p className={classes.about}>Only editors and admins can pin stories here.</p>}
            {desk.front === "front" && <BreakingLine breaking={await getBreaking(new Date())} />}
            <FrontPlaces desk={desk} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
