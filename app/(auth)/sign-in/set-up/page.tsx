import type { Metadata } from "next";
import { FinishAccount } from "#components/newsroom/account/finish-account.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { requireOwnerOfPage } from "#lib/auth/loaders.ts";
import { safeNext } from "#lib/auth/schema.ts";
import { getSecondFactor } from "#lib/auth/second-factor-data.ts";

export const metadata: Metadata = { title: "Finish your account" };

const steps = {
  PASSWORD: {
    title: "Choose a new password",
    intro: "An admin asks you to choose another password before you go on.",
  },
  SECOND_FACTOR: {
    title: "Set up a second factor",
    intro: "Your role needs a second factor. Set one up to go on; nothing that you wrote is lost.",
  },
  NOTHING: { title: "Your account is complete", intro: "You can go on to the newsroom." },
};

/** It stays open once the step is done, because it may show recovery codes that are shown only once. */
export default async function SetUpPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const next = safeNext((await searchParams).next);
  const { person, unfinished } = await requireOwnerOfPage();
  const words = steps[unfinished ?? "NOTHING"];
  return (
    <SignInLayout title={words.title} intro={words.intro}>
      <FinishAccount needs={unfinished} state={await getSecondFactor(person)} email={person.email} next={next} />
    </SignInLayout>
  );
}
