import { Button } from "@mantine/core";
import type { Metadata } from "next";
import classes from "#components/newsroom/door.module.css";
import { LinkGone } from "#components/newsroom/link-gone.tsx";
import { SignInLayout } from "#components/newsroom/sign-in-layout.tsx";
import { labelOfKind } from "#lib/mail/data.ts";
import { readUnsubscribeToken } from "#lib/mail/unsubscribe.ts";

export const metadata: Metadata = { title: "Stop these messages" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, unknown>> };

/** Opening it stops nothing: scanners open links. The button posts to the same address, as mail programs do. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const { token } = await params;
  const asked = readUnsubscribeToken(token);
  if (!asked) return <LinkGone kind="unsubscribe" />;
  const isDone = (await searchParams).done === "1";
  const label = labelOfKind(asked.kind);
  return (
    <SignInLayout
      title={isDone ? "You will no longer get mail about this" : "Stop these messages?"}
      intro={`${label}.`}
      link={{ href: "/desk/account#mail", label: "Choose which mail you get" }}
    >
      {!isDone && (
        <form method="post" action={`/unsubscribe/${token}`}>
          <input type="hidden" name="from" value="page" />
          <Button type="submit" variant="filled" className={classes.submit}>
            Stop mail about this
          </Button>
        </form>
      )}
    </SignInLayout>
  );
}
