import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { MissedTerms } from "#components/newsroom/promotions/missed-terms.tsx";
import { NewPromotion, PromotionsTable } from "#components/newsroom/promotions/promotions-table.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listMissedTerms, listPromotions } from "#lib/promotions/desk-data.ts";
import { canManagePromotions } from "#lib/promotions/policy.ts";

export const metadata: Metadata = { title: "Site search" };

export default async function SearchDeskPage() {
  const actor = await requirePerson("/desk/search");
  if (!canManagePromotions(actor)) return <Refused title="Site search" needs="topics" />;
  const [promotions, misses] = await Promise.all([listPromotions(actor), listMissedTerms(actor)]);
  return (
    <>
      <PageBar title="Site search">
        <NewPromotion />
      </PageBar>
      <PageBody>
        <PromotionsTable promotions={promotions} />
        <MissedTerms misses={misses} />
      </PageBody>
    </>
  );
}
