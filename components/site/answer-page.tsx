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
  /** Style sheets besides the one of every page. */
  sheets?: readonly SheetName[];
  children: ReactNode;
};

/** A whole public page, with all that each of them has around it. The press prints it; there is no script in it to wait for. */
export function answerPage({ chrome, head, sheets = [], children, ...page }: Answer): Response {
  const html = toHtml(
    <SiteDocument
      {...chrome}
      {...page}
      head={
        <DocumentHead head={head} paperName={chrome.paper.name} sheets={["site", ...sheets]} island={islandAddress()} />
      }
    >
      {children}
    </SiteDocument>,
  );
  return answerWith(`<!DOCTYPE html>${html}`, "text/html");
}
