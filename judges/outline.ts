import type { Element } from "hast";
import { attributeOf, elementsOf, textOf } from "./elements.ts";
import type { Finding, Page } from "./types.ts";

const headings: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };
const canBeFocused = new Set(["a", "button", "input", "select", "textarea", "summary"]);

/** What screen readers find on a page: skip link, named landmarks, headings in order. */
export function judgeOutline(pages: readonly Page[]): { findings: Finding[] } {
  return {
    findings: pages.flatMap(({ address, html }) =>
      problemsOf(html).map((says): Finding => ({ judge: "outline", address, says })),
    ),
  };
}

function problemsOf(html: string): string[] {
  const elements = elementsOf(html);
  const problems: string[] = [];
  const root = elements.find(({ tagName }) => tagName === "html");
  if (!root || !attributeOf(root, "lang")) problems.push("The document does not say its language.");
  for (const name of ["main", "h1"]) {
    const count = elements.filter(({ tagName }) => tagName === name).length;
    if (count !== 1) problems.push(`It has ${count} <${name}>, not one.`);
  }
  const first = elements.find(
    (element) => canBeFocused.has(element.tagName) && attributeOf(element, "type") !== "hidden",
  );
  const target = first && elements.find(({ properties }) => `#${properties.id}` === first.properties.href);
  if (target?.tagName !== "main") problems.push("The first thing that takes the focus does not lead to the content.");
  else if (attributeOf(target, "tabIndex") !== "-1")
    problems.push("What the skip link leads to does not take the focus.");
  return [...problems, ...skippedLevels(elements), ...unnamedLandmarks(elements)];
}

function skippedLevels(elements: readonly Element[]): string[] {
  const problems: string[] = [];
  let before = 0;
  for (const element of elements) {
    const level = headings[element.tagName];
    if (level === undefined) continue;
    const words = textOf(element).trim();
    if (words === "") problems.push(`A heading of level ${level} is empty.`);
    if (before > 0 && level > before + 1)
      problems.push(`“${words}” is a heading of level ${level} after one of level ${before}.`);
    before = level;
  }
  return problems;
}

/** Landmarks that a page may have several of; a section is one only where it has a name. */
const several = new Set(["nav", "aside"]);

function unnamedLandmarks(elements: readonly Element[]): string[] {
  const seen = new Map<string, number>();
  const problems: string[] = [];
  for (const element of elements) {
    const { tagName } = element;
    if (attributeOf(element, "ariaHidden") === "true") continue;
    const name = nameOf(element, elements);
    if (several.has(tagName) && name === "") problems.push(`A <${tagName}> has no name.`);
    if (name === "" || !(several.has(tagName) || tagName === "section")) continue;
    const key = `<${tagName}> “${name}”`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [
    ...problems,
    ...[...seen].filter(([, count]) => count > 1).map(([key, count]) => `${key} comes ${count} times.`),
  ];
}

/** The name that a landmark is called by; "" where it has none. */
function nameOf(element: Element, elements: readonly Element[]): string {
  const label = attributeOf(element, "ariaLabel");
  if (label) return label.trim();
  return (attributeOf(element, "ariaLabelledBy") ?? "")
    .split(" ")
    .flatMap((id) => elements.filter(({ properties }) => id !== "" && properties.id === id))
    .map(textOf)
    .join(" ")
    .trim();
}
