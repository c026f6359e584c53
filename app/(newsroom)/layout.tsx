import { Notifications } from "@mantine/notifications";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { BrowserNotifications } from "#components/newsroom/browser-notifications/browser-notifications.tsx";
import { CommandPalette } from "#components/newsroom/command-palette/command-palette.tsx";
import { ConfirmHost } from "#components/newsroom/confirm/confirm-host.tsx";
import { NewsroomDocument } from "#components/newsroom/document.tsx";
import { KeyHelp } from "#components/newsroom/key-help/key-help.tsx";
import { NewsroomProvider } from "#components/newsroom/newsroom-context.tsx";
import { PageGuards } from "#components/newsroom/page-guards.tsx";
import { railCookie } from "#components/newsroom/rail-cookie.ts";
import { Shell } from "#components/newsroom/shell.tsx";
import { UnsentKeeper } from "#components/newsroom/unsent/unsent-keeper.tsx";
import { requestNonce, requirePerson } from "#lib/auth/loaders.ts";
import { unsentKeyOf } from "#lib/auth/unsent-key.ts";
import { findBylineOf } from "#lib/authors/data.ts";
import { countUnread } from "#lib/inbox/data.ts";
import { signInProvider } from "#lib/oidc/provider.ts";
import { countOpenReports } from "#lib/reports/data.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = {
  title: { default: "Newsroom", template: "%s · Newsroom" },
  robots: { index: false, follow: false },
};
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
};

export default async function NewsroomLayout({ children }: { children: ReactNode }) {
  const [actor, nonce, jar, site] = await Promise.all([requirePerson(), requestNonce(), cookies(), getSiteSettings()]);
  const [byline, notices, reports] = await Promise.all([
    findBylineOf(actor),
    countUnread(actor),
    countOpenReports(actor),
  ]);
  return (
    <NewsroomDocument nonce={nonce}>
      {/* The id of the session stays on the server. */}
      <NewsroomProvider
        actor={{ ...actor, sessionId: "" }}
        paper={site.name}
        provider={signInProvider()}
        zone={site.timeZone}
        language={site.language}
        slots={site.publicationSlots}
        byline={byline}
        unsentKey={unsentKeyOf(actor.id)}
      >
        <Shell
          paper={site.shortName || site.name}
          slim={jar.get(railCookie)?.value === "slim"}
          unread={notices + reports}
        >
          {children}
        </Shell>
        <Notifications position="bottom-right" />
        <UnsentKeeper />
        <BrowserNotifications />
        <PageGuards />
        <KeyHelp />
        <CommandPalette />
        <ConfirmHost />
      </NewsroomProvider>
    </NewsroomDocument>
  );
}
