import type { Metadata } from "next";
import classes from "#components/newsroom/door.module.css";
import { JoinForm } from "#components/newsroom/join-form.tsx";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { ProviderSignIn } from "#components/newsroom/provider-sign-in.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { findLink } from "#lib/auth/data.ts";
import { signInProvider } from "#lib/oidc/provider.ts";
import { roleMayOf, roleNameOf } from "#lib/people/policy.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [link, site] = await Promise.all([findLink("INVITATION", token), getSiteSettings()]);
  if (!link) return <LinkGone kind="invitation" />;
  const provider = signInProvider();
  return (
    <SignInLayout title={`Join ${site.name}`} intro={`You will sign in as ${link.email}.`}>
      <p className={classes.role}>
        <b>{roleNameOf(link)}</b>
        {roleMayOf(link)}
      </p>
      {provider && <ProviderSignIn provider={provider.name} next="/desk" />}
      {/* An invitation without a name has the email instead. */}
      {!provider?.isOnly && (
        <JoinForm token={token} name={link.name === link.email ? "" : link.name} email={link.email} />
      )}
    </SignInLayout>
  );
}
