import { judgeByHtmlRules } from "./html-rules.ts";
import { judgeByNuHtml } from "./nu-html.ts";
import { judgeOutline } from "./outline.ts";
import { judgePlainPage } from "./plain-page.ts";
import { judgeSiteMaps, type SiteMap } from "./site-maps.ts";
import { judgeStructuredData } from "./structured-data.ts";
import type { Finding, Page } from "./types.ts";

/** What all judges that need no browser say, and which of them had to be left out. */
export async function judgeTexts(
  pages: readonly Page[],
  maps: readonly SiteMap[],
): Promise<{ findings: Finding[]; leftOut: string[] }> {
  const verdicts = await Promise.all([
    judgeByNuHtml(pages),
    judgeByHtmlRules(pages),
    judgeStructuredData(pages),
    judgeOutline(pages),
    judgePlainPage(pages),
    judgeSiteMaps(maps),
  ]);
  return {
    findings: verdicts.flatMap((verdict) => ("findings" in verdict ? verdict.findings : [])),
    leftOut: verdicts.flatMap((verdict) => ("leftOut" in verdict ? [verdict.leftOut] : [])),
  };
}

/** A line for each thing that was found, with the addresses where it is. */
export function linesOf(findings: readonly Finding[]): string[] {
  const same = new Map<string, string[]>();
  for (const { judge, address, says } of findings) {
    const line = `${judge}: ${says}`;
    same.set(line, [...(same.get(line) ?? []), address]);
  }
  return [...same].map(
    ([line, [first, ...more]]) => `${line}\n    ${first}${more.length ? ` and ${more.length} more` : ""}`,
  );
}
