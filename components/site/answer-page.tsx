import type { ReactNode } from "react";
import { answerWith, toHtml } from "#lib/press/context.ts";
import type { SiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import { islandAddress } from "#lib/static/island.ts";
import type { SheetName } from "#lib/static/styles.ts";
import { DocumentHead, type Head } from "./head.tsx";
import { type DocumentProps, SiteDocument } from "./site-document.tsx";

type Answer = Omit<DocumentProps, keyof SiteChrome> & {
  chrome: SiteChrome;
  head: Head;
  /** Style sheets in addition to those of every page. */
  sheets?: readonly SheetName[];
  /** Whether one person alone gets the page: it has no script, which would count it as read. */
  isPrivate?: boolean;
  /** Changes the finished markup. */
  finish?: (html: string) => string;
  children: ReactNode;
};

/** A complete public page as a response. It is rendered to a string, with no script that it would have to wait for. */
export function answerPage({
  chrome,
  head,
  sheets = [],
  isPrivate = false,
  finish = (html) => html,
  children,
  ...page
}: Answer): Response {
  const html = toHtml(
    <SiteDocument
      {...chrome}
      {...page}
      head={
        <DocumentHead
          head={head}
          paperName={chrome.paper.name}
          sheets={["site", ...sheets]}
          island={isPrivate ? undefined : islandAddress()}
        />
      }
    >
      {children}
    </SiteDocument>,
  );
  return answerWith(finish(`<!DOCTYPE html>${html}`), "text/html");
}
