import type { Metadata } from "next";
import { BreakingLine } from "#components/newsroom/fronts/breaking-line.tsx";
import classes from "#components/newsroom/fronts/fronts.module.css";
import { FrontsTable } from "#components/newsroom/fronts/fronts-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getBreaking } from "#lib/breaking/data.ts";
import { listFrontStates, listFronts } from "#lib/fronts/desk-data.ts";
import { canArrangeFronts } from "#lib/fronts/policy.ts";
import { neededRight } from "#lib/roles/policy.ts";

export const metadata: Metadata = { title: "Fronts" };

export default async function FrontsPage() {
  const actor = await requirePerson("/desk/fronts");
  const [fronts, states, breaking] = await Promise.all([listFronts(), listFrontStates(), getBreaking(new Date())]);
  return (
    <>
      <PageBar title="Fronts" />
      <PageBody>
        <div className={classes.top}>
          {!canArrangeFronts(actor) && (
            <p className={classes.about}>You can look at the fronts. {neededRight("fronts")}</p>
          )}
          <BreakingLine breaking={breaking} />
        </div>
        <FrontsTable fronts={fronts.map((front) => ({ ...front, state: states.get(front.id) ?? null }))} />
      </PageBody>
    </>
  );
}
