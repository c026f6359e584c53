import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { AcceptanceNote } from "#components/newsroom/style/acceptance-note.tsx";
import { CheckSeverities } from "#components/newsroom/style/check-severities.tsx";
import { SpellingWords } from "#components/newsroom/style/spelling-words.tsx";
import { ExportStyle, ImportStyle } from "#components/newsroom/style/style-import.tsx";
import { NewStyleRule, StyleRules } from "#components/newsroom/style/style-rules.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getCheckSettings, getSpellingWords, listManagedRules } from "#lib/house-style/data.ts";
import { canManageStyle } from "#lib/house-style/policy.ts";
import { listSectionOptions } from "#lib/sections/data.ts";

export const metadata: Metadata = { title: "House style" };

export default async function StylePage() {
  const actor = await requirePerson("/admin/style");
  if (!canManageStyle(actor)) return <Refused title="House style" needs="style" />;
  const [rules, settings, sections, words] = await Promise.all([
    listManagedRules(actor),
    getCheckSettings(),
    listSectionOptions(actor),
    getSpellingWords(),
  ]);
  return (
    <>
      <PageBar title="House style" count={rules.length}>
        <ExportStyle isOff={rules.length === 0} />
        <ImportStyle />
        <NewStyleRule sections={sections} />
      </PageBar>
      <PageBody>
        <AcceptanceNote rules={rules} />
        <StyleRules rules={rules} sections={sections} />
        <SpellingWords words={words} />
        <CheckSeverities settings={settings} sections={sections} />
      </PageBody>
    </>
  );
}
