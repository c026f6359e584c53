import { escapeHtml } from "../html-parts.ts";
import { listOf, recordOf, textOf } from "../json/values.ts";
import { cardHtml } from "./cards.ts";

type Drop = (what: string) => void;
type Parts = { markups: unknown[]; atoms: unknown[]; cards: unknown[]; drop: Drop };

/** The HTML of a text of Ghost's editor before 2023 (Mobiledoc 0.3). @throws SyntaxError if it is not JSON */
export function mobiledocHtml(mobiledoc: string, drop: Drop): string {
  const read = recordOf(JSON.parse(mobiledoc));
  const parts = { markups: listOf(read.markups), atoms: listOf(read.atoms), cards: listOf(read.cards), drop };
  return listOf(read.sections)
    .map((section) => sectionHtml(listOf(section), parts))
    .join("");
}

function sectionHtml(section: unknown[], parts: Parts): string {
  const [kind, second, third] = section;
  if (kind === 1) {
    const tag = /^(?:p|h[1-6]|blockquote|aside|pull-quote)$/.exec(textOf(second))?.[0] ?? "p";
    const name = tag === "aside" || tag === "pull-quote" ? "blockquote" : tag;
    return `<${name}>${markersHtml(listOf(third), parts)}</${name}>`;
  }
  if (kind === 2) return `<img src="${escapeHtml(textOf(second))}" alt="">`;
  if (kind === 3) {
    const tag = second === "ol" ? "ol" : "ul";
    const items = listOf(third).map((markers) => `<li>${markersHtml(listOf(markers), parts)}</li>`);
    return `<${tag}>${items.join("")}</${tag}>`;
  }
  if (kind !== 10) return "";
  const [name, payload] = listOf(parts.cards[Number(second)]);
  const html = cardHtml(textOf(name), recordOf(payload));
  if (html === null) parts.drop(`card ${textOf(name)}`);
  return html ?? "";
}

/** Each marker opens markups and closes some of those that are open. */
function markersHtml(markers: unknown[], { markups, atoms }: Parts): string {
  const open: string[] = [];
  let out = "";
  for (const marker of markers) {
    const [kind, opened, closed, value] = listOf(marker);
    for (const index of listOf(opened)) {
      const [tag, attributes] = listOf(markups[Number(index)]);
      const name = /^(?:a|b|strong|i|em|s|u|code|sub|sup)$/.exec(textOf(tag))?.[0] ?? "span";
      const list = listOf(attributes).map(textOf);
      const href = list[list.indexOf("href") + 1] ?? "";
      out += name === "a" && list.includes("href") ? `<a href="${escapeHtml(href)}">` : `<${name}>`;
      open.push(name);
    }
    if (kind === 1) {
      const [name, text] = listOf(atoms[Number(value)]).map(textOf);
      out += name === "soft-return" ? "<br>" : escapeHtml(text ?? "");
    } else out += escapeHtml(textOf(value));
    for (let count = Number(closed ?? 0); count > 0; count -= 1) out += `</${open.pop() ?? "span"}>`;
  }
  return (
    out +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join("")
  );
}
