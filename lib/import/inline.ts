import type { Element, ElementContent, RootContent } from "hast";
import { blockId } from "#lib/document/attributes.ts";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { embedOfAddress } from "#lib/document/blocks/embed/providers.ts";
import {
  bold,
  code,
  italic,
  lineBreak,
  link,
  strike,
  subscript,
  superscript,
  withFootnote,
} from "#lib/document/build.ts";
import { isBlock, tagOf } from "#lib/document/html-tree.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { watchAddress } from "./markdown/shortcodes.ts";
import type { Warn } from "./types.ts";

/** Text, and the pictures and embeds inside it, which become blocks of their own. */
export type InlinePart = { kind: "run"; run: NodeJson } | { kind: "figure"; figure: NodeJson } | { kind: "break" };

export type InlineContext = {
  /** Returns the figure for an imported picture, or null if it is not available. */
  figure: (image: Element) => NodeJson | null;
  /** Returns the block for a video or sound of the archive with a title, or null if it is not among the files. */
  player?: (src: string, title: string) => NodeJson | null;
  /** Returns the new address of a link; null if it has none. */
  href: (given: string) => string | null;
  warn: Warn;
};

const marks: Record<string, (inline: NodeJson[]) => NodeJson[]> = {
  strong: bold,
  b: bold,
  em: italic,
  i: italic,
  cite: italic,
  dfn: italic,
  var: italic,
  s: strike,
  strike,
  del: strike,
  sub: subscript,
  sup: superscript,
  code,
  kbd: code,
  samp: code,
  tt: code,
};

const run = (text: string): InlinePart => ({ kind: "run", run: { type: "text", text } });

/** Elements without content that a story can hold. */
export const droppedTags = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "head",
  "title",
  "meta",
  "link",
  "base",
  "source",
  "track",
  "param",
  "wbr",
  "col",
  "colgroup",
  "area",
  "map",
]);
/** Elements whose loss readers would notice. */
export const reportedTags = new Set([
  "script",
  "form",
  "input",
  "button",
  "select",
  "textarea",
  "object",
  "svg",
  "math",
  "canvas",
  "applet",
  "marquee",
]);
export const embeds = new Set(["iframe", "embed", "video", "audio"]);

/** The parts of inline content, in order. White space is unchanged. */
export function inlineParts(nodes: readonly (RootContent | ElementContent)[], context: InlineContext): InlinePart[] {
  return nodes.flatMap((node): InlinePart[] => {
    if (node.type === "text") return [run(node.value)];
    if (node.type !== "element") return [];
    const tag = tagOf(node);
    if (tag === "br") return [{ kind: "break" }];
    if (tag === "img") return pictureParts(node, context);
    if (embeds.has(tag)) return embedParts(node, context);
    if (reportedTags.has(tag)) context.warn("element-dropped", `<${tag}>`);
    if (reportedTags.has(tag) || droppedTags.has(tag)) return [];
    const inner = inlineParts(node.children, context);
    if (tag === "a") return linked(node, inner, context);
    const note = blockId.safeParse(node.properties.dataNote);
    if (tag === "span" && note.success) return withMark(inner, (inline) => withFootnote(inline, note.data));
    if (tag === "q") return [run("“"), ...inner, run("”")];
    const mark = marks[tag];
    return mark ? withMark(inner, mark) : inner;
  });
}

function withMark(parts: InlinePart[], mark: (inline: NodeJson[]) => NodeJson[]): InlinePart[] {
  return parts.flatMap((part): InlinePart[] =>
    part.kind === "run" ? mark([part.run]).map((each) => ({ kind: "run", run: each })) : [part],
  );
}

function linked(node: Element, inner: InlinePart[], context: InlineContext): InlinePart[] {
  const given = String(node.properties.href ?? "").trim();
  const href = given === "" ? null : context.href(given);
  return href === null ? inner : withMark(inner, (inline) => link(inline, href));
}

function pictureParts(node: Element, context: InlineContext): InlinePart[] {
  const figure = context.figure(node);
  if (figure) return [{ kind: "figure", figure }];
  // A picture on another site is not copied; readers get a link to it.
  const src = String(node.properties.src ?? "").trim();
  if (!/^https?:\/\//.test(src)) return [];
  const alt = String(node.properties.alt ?? "").trim();
  return alone(withMark([run(alt || "Picture")], (inline) => link(inline, src)));
}

function embedParts(node: Element, context: InlineContext): InlinePart[] {
  const source = node.children.find((child): child is Element => child.type === "element" && tagOf(child) === "source");
  const known = embedOfAddress(String(node.properties.src ?? ""));
  if (known !== null)
    return [{ kind: "figure", figure: embed({ embed: known, title: String(node.properties.title ?? "").trim() }) }];
  const given = String(node.properties.src ?? source?.properties.src ?? "").trim();
  const player = context.player?.(given, String(node.properties.title ?? "").trim());
  if (player) return [{ kind: "figure", figure: player }];
  const src = watchAddress(given);
  const href = src === "" ? null : context.href(src);
  if (href === null) {
    context.warn("element-dropped", `<${tagOf(node)}>`);
    return [];
  }
  context.warn("embed-linked", href);
  const title = String(node.properties.title ?? "").trim();
  const host = URL.canParse(href) ? new URL(href).host.replace(/^www\./, "") : href;
  return alone(withMark([run(title || `Open ${host}`)], (inline) => link(inline, href)));
}

/** Puts the embed into a paragraph of its own, as the original was. */
const alone = (parts: InlinePart[]): InlinePart[] => [
  { kind: "break" },
  { kind: "break" },
  ...parts,
  { kind: "break" },
  { kind: "break" },
];

/**
 * Joins parts into the text of paragraphs: white space as a browser shows it, breaks as hard breaks. Two breaks in a row
 * end a paragraph, as old editors wrote them.
 */
export function paragraphsOf(parts: readonly InlinePart[]): ({ runs: NodeJson[] } | { figure: NodeJson })[] {
  const out: ({ runs: NodeJson[] } | { figure: NodeJson })[] = [];
  let runs: NodeJson[] = [];
  let breaks = 0;
  const end = () => {
    const text = collapseWhitespace(runs);
    if (text.length > 0) out.push({ runs: text });
    runs = [];
    breaks = 0;
  };
  for (const part of parts) {
    if (part.kind === "figure") {
      end();
      out.push({ figure: part.figure });
    } else if (part.kind === "break") breaks += 1;
    else {
      if (breaks > 0 && part.run.text?.trim() === "") continue;
      if (breaks > 1) end();
      else if (breaks === 1) runs.push(lineBreak());
      breaks = 0;
      runs.push(part.run);
    }
  }
  end();
  return out;
}

/** Collapses white space as HTML does: single spaces, none at the borders of a block or line. */
export function collapseWhitespace(runs: readonly NodeJson[]): NodeJson[] {
  const out: NodeJson[] = [];
  let open = true; // a space here would be at the start of a line
  for (const each of runs) {
    if (each.type !== "text") {
      trimEnd(out);
      if (out.length > 0) out.push(each);
      open = true;
      continue;
    }
    let text = (each.text ?? "").replace(/[ \t\n\r\f]+/g, " ");
    if (open) text = text.replace(/^ /, "");
    if (text === "") continue;
    open = text.endsWith(" ");
    out.push({ ...each, text });
  }
  trimEnd(out);
  return out;
}

function trimEnd(runs: NodeJson[]): void {
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    const text = last.type === "text" ? (last.text ?? "").replace(/[ \u00a0]+$/, "") : "";
    if (text !== "") {
      runs[runs.length - 1] = { ...last, text };
      return;
    }
    runs.pop();
  }
}

/** The runs as one line, without breaks and without marks that are not in `allowed`. */
export function asLine(runs: readonly NodeJson[], allowed: readonly string[]): NodeJson[] {
  return collapseWhitespace(
    runs.map((each) => {
      if (each.type !== "text") return { type: "text", text: " " };
      const kept = (each.marks ?? []).filter(({ type }) => allowed.includes(type));
      return { type: "text", text: each.text ?? "", ...(kept.length > 0 ? { marks: kept } : {}) };
    }),
  );
}

/** Whether the element is a block, or holds one. */
export const holdsBlock = (node: RootContent | ElementContent): boolean =>
  node.type === "element" && (isBlock(tagOf(node)) || node.children.some(holdsBlock));
