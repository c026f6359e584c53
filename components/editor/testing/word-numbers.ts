// Reads the item numbers that a Word clipboard shows.
import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";

const childrenOf = (node: Nodes): Nodes[] => ("children" in node ? node.children : []);
const textOf = (node: Nodes): string => (node.type === "text" ? node.value : childrenOf(node).map(textOf).join(""));
const every = (node: Nodes): Element[] =>
  childrenOf(node).flatMap((child) => (child.type === "element" ? [child, ...every(child)] : []));
const styleOf = ({ properties }: Element): string => String(properties.style ?? "");

const digits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const roman = (text: string): number =>
  [...text].reduce((sum, letter, at) => {
    const value = digits[letter] ?? 0;
    return sum + (value < (digits[text[at + 1] ?? ""] ?? 0) ? -value : value);
  }, 0);

/** The item numbers in order, without numbered headings. */
export function wordNumbers(html: string): number[] {
  const formats = new Map(
    [...html.matchAll(/@list\s+(l\d+:level\d)\s*\{[^}]*?mso-level-number-format:\s*([a-z-]+)/g)].map(
      ([, level = "", format = ""]) => [level, format],
    ),
  );
  return every(fromHtml(html)).flatMap((element) => {
    const [, list, level] = /mso-list:\s*(l\d+)\s+(level\d)/.exec(styleOf(element)) ?? [];
    if (!list || /^h\d$/.test(element.tagName)) return [];
    const marker = every(element).find((child) => /mso-list:\s*ignore/i.test(styleOf(child)));
    const [, sign = ""] =
      /^[\s(]*([a-z]+|\d+)[.)]?\s*$/i.exec(marker ? textOf(marker).replace(/\u00a0/g, " ") : "") ?? [];
    const format = formats.get(`${list}:${level}`) ?? "decimal";
    if (sign === "" || format === "bullet") return [];
    if (/^\d/.test(sign)) return [Number(sign)];
    const letters = sign.toLowerCase();
    return [format.startsWith("roman") ? roman(letters) : letters.charCodeAt(0) - 96];
  });
}
