import { createElement, type ReactNode } from "react";
import { markupTag, printing } from "#lib/press/context.ts";

/**
 * A part of a page as finished markup, where the press prints it. Next would carry its elements through to the browser as
 * data beside the markup, which the press throws away: that is most of what a page costs. Only for parts
 * without a script and without anything to wait for. Elsewhere (a preview) they are ordinary elements.
 */
export function Markup({ children }: { children: ReactNode }): ReactNode {
  const html = printing().getStore()?.toHtml?.(children);
  return html === undefined ? children : createElement(markupTag, { dangerouslySetInnerHTML: { __html: html } });
}
