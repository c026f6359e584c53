import type { Metadata } from "next";
import classes from "#components/newsroom/account/account.module.css";
import { LanguagesForm } from "#components/newsroom/account/languages-form.tsx";
import { PasskeysPanel } from "#components/newsroom/account/passkeys-panel.tsx";
import { PortraitForm } from "#components/newsroom/account/portrait-form.tsx";
import { SessionsPanel } from "#components/newsroom/account/sessions-panel.tsx";
import { TwoFactorPanel } from "#components/newsroom/account/two-factor-panel.tsx";
import { NameForm, PasswordForm } from "#components/newsroom/account-forms.tsx";
import { EmailForm } from "#components/newsroom/email-form.tsx";
import forms from "#components/newsroom/forms.module.css";
import { MailForm } from "#components/newsroom/mail-form.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { canSignInAgain } from "#lib/auth/data.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getSecondFactor } from "#lib/auth/second-factor-data.ts";
import { listOwnSessions } from "#lib/auth/session-data.ts";
import { findOwnPortrait } from "#lib/authors/data.ts";
import { listLanguages } from "#lib/language-names.ts";
import { isMailSetUp, listOwnMailChoices } from "#lib/mail/data.ts";
import { findPendingEmail, getOwnLanguages, hasPassword } from "#lib/people/data.ts";
import { roleMayOf, roleNameOf } from "#lib/people/policy.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { timesOf, zonesWith } from "#lib/times.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await requirePerson("/desk/account");
  const [isFirst, isKnown, pendingEmail, own, site, sessions, secondFactor, profile, languages] = await Promise.all([
    hasPassword(actor).then((has) => !has),
    canSignInAgain(actor),
    findPendingEmail(actor),
    listOwnMailChoices(actor),
    getSiteSettings(),
    listOwnSessions(actor),
    getSecondFactor(actor),
    findOwnPortrait(actor),
    getOwnLanguages(actor),
  ]);
  const password = <PasswordForm first={isFirst} email={actor.email} hasOtherWay={isKnown} />;
  return (
    <>
      <PageBar title="Your account" />
      <PageBody narrow>
        <p>
          You sign in as <b>{actor.email}</b>.
        </p>
        <p className="dim">
          {roleNameOf(actor)}: {roleMayOf(actor)}
        </p>
        {!isKnown && password}
        <section className={`${forms.form} ${classes.profile}`} aria-labelledby="profile-title">
          <h2 id="profile-title">Profile</h2>
          <NameForm name={actor.name} />
          <LanguagesForm now={languages} all={listLanguages()} />
          {profile.hasByline && <PortraitForm now={profile.portrait} />}
        </section>
        {isKnown && password}
        {isMailSetUp() && !isFirst && <EmailForm email={actor.email} pendingEmail={pendingEmail} />}
        <TwoFactorPanel
          state={secondFactor}
          dueDate={secondFactor.due && timesOf(site.timeZone, "en-GB").date(secondFactor.due)}
        />
        <PasskeysPanel passkeys={secondFactor.passkeys} />
        <SessionsPanel sessions={sessions} />
        <MailForm
          own={own}
          zones={zonesWith(own.times.timeZone ?? site.timeZone)}
          newsroomZone={site.timeZone}
          isMailSetUp={isMailSetUp()}
        />
      </PageBody>
    </>
  );
}
