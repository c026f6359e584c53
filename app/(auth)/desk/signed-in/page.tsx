import type { Metadata } from "next";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { SignedInSignal } from "#components/newsroom/signed-in-signal.tsx";
import { requireOwnerOfPage } from "#lib/auth/loaders.ts";

export const metadata: Metadata = { title: "Signed in" };

/** Where the tab ends that was opened to sign in again beside unsaved work. */
export default async function SignedInPage() {
  const { person } = await requireOwnerOfPage();
  return (
    <SignInLayout
      title="You are signed in"
      intro="Close this tab and go on in the one where you were working."
      link={{ href: "/desk", label: "Go to the newsroom" }}
    >
      <SignedInSignal personId={person.id} />
    </SignInLayout>
  );
}
