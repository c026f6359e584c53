// Applies the rules about lines away from the page, so that typing never waits for them.
import { type CompiledStyle, compileStyle, type StyleRule, styleRemarks } from "#lib/checks/house-style.ts";
import type { CheckedLine } from "#lib/checks/line.ts";
import { type LineRemark, remarksOf } from "#lib/checks/line-rules.ts";

export type ToChecker =
  | { rules: StyleRule[]; section: string | null }
  /** `key`: what the page calls the line. */
  | { lines: { key: number; line: CheckedLine }[] };
export type FromChecker = { key: number; remarks: LineRemark[] }[];

let style: Promise<CompiledStyle> = Promise.resolve([]);
let section: string | null = null;

addEventListener("message", async ({ data }: MessageEvent<ToChecker>) => {
  if ("rules" in data) {
    section = data.section;
    style = compileStyle(data.rules);
    return;
  }
  const compiled = await style;
  const found: FromChecker = data.lines.map(({ key, line }) => ({
    key,
    remarks: [...remarksOf(line), ...styleRemarks(compiled, line, section)],
  }));
  postMessage(found);
});
