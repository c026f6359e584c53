import { type ConfigData, HtmlValidate } from "html-validate/node";
import rules from "./html-validate.json" with { type: "json" };
import type { Finding, Page } from "./types.ts";

/** The rules of html-validate: valid HTML that is still a mistake. Its configuration file lists the rules that do not apply here. */
export async function judgeByHtmlRules(pages: readonly Page[]): Promise<{ findings: Finding[] }> {
  const validator = new HtmlValidate(rules as ConfigData);
  const findings: Finding[] = [];
  for (const { address, html } of pages) {
    const { results } = await validator.validateString(html);
    for (const { ruleId, message, line, column, selector } of results.flatMap((result) => result.messages))
      findings.push({
        judge: "html-validate",
        address,
        says: `${message} (${ruleId}, ${line}:${column}${selector ? `, at ${selector}` : ""})`,
      });
  }
  return { findings };
}
