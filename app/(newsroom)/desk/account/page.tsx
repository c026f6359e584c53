import type { Metadata } from "next";
import { NameForm, PasswordForm } from "#components/newsroom/account-forms.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { hasPassword } from "#lib/people/data.ts";
import { roleNames } from "#lib/people/policy.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await requirePerson("/desk/account");
  const role = roleNames[actor.role];
  return (
    <>
      <PageBar title="Your account" />
      <PageBody narrow>
        <p>
          You sign in as <b>{actor.email}</b>.
        </p>
        <p className="dim">
          {role.name}: {role.may}
        </p>
        <NameForm name={actor.name} />
        <PasswordForm first={!(await hasPassword(actor))} />
      </PageBody>
    </>
  );
}
