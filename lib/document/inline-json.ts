// Text with its marks, as JSON.
import { sortExtensions } from "@tiptap/core";
import { storable } from "./characters.ts";
import type { MarkJson, NodeJson } from "./json.ts";
import { linkFromInput } from "./links.ts";
import { markExtensions } from "./marks.ts";

/** What a constructor takes for text: a plain string, or runs made by `text`, `bold`, `link` …. */
export type Inline = string | readonly (string | NodeJson)[];

/** Joins neighbours with the same marks and drops empty runs, as ProseMirror itself keeps text. */
function runs(inline: Inline): NodeJson[] {
  const out: NodeJson[] = [];
  for (const part of typeof inline === "string" ? [inline] : inline) {
    const run: NodeJson = typeof part === "string" ? { type: "text", text: part } : part;
    if (run.type !== "text") {
      out.push(run);
      continue;
    }
    const text = storable(run.text ?? "");
    if (text === "") continue;
    const last = out.at(-1);
    if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(run.marks ?? []))
      out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ ...run, text });
  }
  return out;
}
/** A line of text of this kind. */
export const withText = (type: string, inline: Inline, attrs?: Record<string, unknown>): NodeJson => {
  const content = runs(inline);
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) };
};
const order = sortExtensions([...markExtensions]).map(({ name }) => name);
const rank = (mark: MarkJson): number => order.indexOf(mark.type);
/** Marks stand in the order of the schema, one of a kind: `check()` takes no other. */
const marked = (inline: Inline, mark: MarkJson): NodeJson[] =>
  runs(inline).map((run) =>
    run.type !== "text"
      ? run
      : {
          ...run,
          marks: [...(run.marks ?? []).filter(({ type }) => type !== mark.type), mark].sort(
            (a, b) => rank(a) - rank(b),
          ),
        },
  );

export const bold = (inline: Inline): NodeJson[] => marked(inline, { type: "bold" });
export const italic = (inline: Inline): NodeJson[] => marked(inline, { type: "italic" });
export const strike = (inline: Inline): NodeJson[] => marked(inline, { type: "strike" });
export const subscript = (inline: Inline): NodeJson[] => marked(inline, { type: "subscript" });
export const superscript = (inline: Inline): NodeJson[] => marked(inline, { type: "superscript" });
export const code = (inline: Inline): NodeJson[] => marked(inline, { type: "code" });
/** Text with a link; without the link when the address is not one that a link may carry. */
export function link(inline: Inline, address: string): NodeJson[] {
  const href = linkFromInput(address);
  return href === null ? runs(inline) : marked(inline, { type: "link", attrs: { href } });
}
/** Text that is followed by the number of a footnote, which is the block of this id. */
export const withFootnote = (inline: Inline, note: string): NodeJson[] =>
  marked(inline, { type: "footnoteReference", attrs: { note } });
export const lineBreak = (): NodeJson => ({ type: "hardBreak" });

/** The words of runs; a line break is a space. */
export const textOfRuns = (runs: readonly NodeJson[]): string =>
  runs.map((each) => (each.type === "text" ? (each.text ?? "") : " ")).join("");
