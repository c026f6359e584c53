import type { Metadata } from "next";
import { FallbackForm } from "#components/newsroom/admin/fallback-form.tsx";
import { MailPanel } from "#components/newsroom/admin/mail-panel.tsx";
import { MastheadForm } from "#components/newsroom/admin/masthead-form.tsx";
import { SettingsForm } from "#components/newsroom/admin/settings-form.tsx";
import { SignInRulesForm } from "#components/newsroom/admin/sign-in-rules-form.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getSignInRules } from "#lib/auth/sign-in-rules-data.ts";
import { getMailStatus } from "#lib/mail/data.ts";
import { listFallbacks } from "#lib/picture-desk/fallback-data.ts";
import { paperPlace } from "#lib/published/fallback-data.ts";
import { getStoredSettings } from "#lib/site/data.ts";
import { canManageSite } from "#lib/site/policy.ts";
import { zonesWith } from "#lib/times.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requirePerson("/admin/settings");
  if (!canManageSite(actor)) return <Refused title="Settings" needs="settings" />;
  const [{ site, masthead, fixedTimeZone }, mail, fallbacks, rules] = await Promise.all([
    getStoredSettings(actor),
    getMailStatus(actor),
    listFallbacks(actor),
    getSignInRules(),
  ]);
  return (
    <>
      <PageBar title="Settings" />
      <PageBody narrow>
        <SettingsForm
          site={site}
          zones={zonesWith(site.timeZone)}
          fixedTimeZone={fixedTimeZone}
          fallback={<FallbackForm key="fallback" picture={fallbacks.get(paperPlace) ?? null} />}
          logo={<MastheadForm key="logo" name={site.name} masthead={masthead} />}
          signIn={<SignInRulesForm key="sign-in" rules={rules} />}
          mail={<MailPanel status={mail} />}
        />
      </PageBody>
    </>
  );
}
