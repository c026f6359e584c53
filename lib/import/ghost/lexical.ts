import { escapeHtml } from "../html-parts.ts";
import { listOf, recordOf, textOf } from "../json/values.ts";
import { cardHtml, isForEveryone } from "./cards.ts";

type Fields = Record<string, unknown>;
type Drop = (what: string) => void;

/** Bits of a text's format, outermost first. */
const formats: [number, string][] = [
  [1, "strong"],
  [2, "em"],
  [4, "s"],
  [16, "code"],
  [32, "sub"],
  [64, "sup"],
];
const blocks: Record<string, string> = {
  paragraph: "p",
  quote: "blockquote",
  "extended-quote": "blockquote",
  aside: "blockquote",
  listitem: "li",
};
/** Cards that ask readers for something, or hide what follows from those who do not pay. */
const withoutContent = /^(?:signup|paywall|email|email-cta|transistor)$/;

/** The HTML of a text of Ghost's editor since 2023. @throws SyntaxError if it is not JSON */
export const lexicalHtml = (lexical: string, drop: Drop): string =>
  childrenHtml(recordOf(recordOf(JSON.parse(lexical)).root), drop);

const childrenHtml = (node: Fields, drop: Drop): string =>
  listOf(node.children)
    .map((child) => nodeHtml(recordOf(child), drop))
    .join("");

function nodeHtml(node: Fields, drop: Drop): string {
  const type = textOf(node.type);
  const inner = () => childrenHtml(node, drop);
  if (/^(?:extended-)?text$/.test(type) || type === "tk") return formatted(textOf(node.text), Number(node.format ?? 0));
  if (type === "linebreak") return "<br>";
  if (type === "tab") return " ";
  if (type === "link" || type === "autolink") return `<a href="${escapeHtml(textOf(node.url))}">${inner()}</a>`;
  if (type === "list") {
    const tag = textOf(node.listType) === "number" || textOf(node.tag) === "ol" ? "ol" : "ul";
    const start = tag === "ol" && Number(node.start ?? 1) > 1 ? ` start="${Number(node.start)}"` : "";
    return `<${tag}${start}>${inner()}</${tag}>`;
  }
  if (/^(?:extended-)?heading$/.test(type)) {
    const tag = /^h[1-6]$/.exec(textOf(node.tag))?.[0] ?? "h2";
    return `<${tag}>${inner()}</${tag}>`;
  }
  const block = blocks[type];
  if (block) return `<${block}>${inner()}</${block}>`;
  if (!isForEveryone(node)) {
    drop(`${type} card for members`);
    return "";
  }
  const card = cardHtml(type, node);
  if (card !== null) return card;
  if (node.children) return inner();
  drop(withoutContent.test(type) ? `${type} card` : `card ${type}`);
  return "";
}

const formatted = (text: string, format: number): string =>
  formats.reduceRight((html, [bit, tag]) => (format & bit ? `<${tag}>${html}</${tag}>` : html), escapeHtml(text));
