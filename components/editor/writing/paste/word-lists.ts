// Converts Word's paragraphs that only look like lists: "mso-list: l0 level2 lfo1" names list and level.
import { ListBuilder } from "./list-builder.ts";
import { isBlankNode, isList, itemsOf } from "./list-items.ts";
import { numbersOf } from "./numerals.ts";
import { type Sheet, styleOf } from "./style.ts";
import { indentOf } from "./word-markers.ts";

type ListLevel = { list: string; level: number };

function placeOf(element: Element): ListLevel | null {
  const [, list, level] = /^(l\d+) level(\d)/.exec(styleOf(element).get("mso-list") ?? "") ?? [];
  return list && level ? { list, level: Number(level) } : null;
}

type Marker = { text: string; isSymbol: boolean };

/** Removes the marker of an item, and returns it. */
function takeMarker(item: Element): Marker | null {
  let marker: Marker | null = null;
  for (const span of item.querySelectorAll("[style*='mso-list']")) {
    if (styleOf(span).get("mso-list") !== "ignore") continue;
    const text = (span.textContent ?? "").replace(/\u00a0/g, " ").trim();
    const fonts = [span.firstElementChild, span, span.parentElement];
    const font = fonts.map((one) => (one ? styleOf(one).get("font-family") : "")).join(" ");
    marker ??= { text, isSymbol: /symbol|wingdings|webdings|courier/.test(font) };
    span.remove();
  }
  return marker;
}

const isNumber = ({ text, isSymbol }: Marker): boolean =>
  /\d|^\(?[a-z]{1,5}[.)]/i.test(text) || (!isSymbol && /^[a-np-z]$/i.test(text));

/** Turns the items among the children of one element into lists. */
function listsIn(parent: Element, sheet: Sheet): void {
  const lists = new ListBuilder(parent.ownerDocument);
  /** For each level: the indentation of the last item, and the number after its own. */
  let items: { indent: number; next: number }[] = [];
  const end = () => {
    lists.end();
    items = [];
  };
  for (const child of [...parent.childNodes]) {
    if (isBlankNode(child)) continue;
    if (!(child.nodeType === child.ELEMENT_NODE)) {
      end();
      continue;
    }
    const element = child as Element;
    const place = placeOf(element);
    if (isList(element) && element.querySelector("li[style*='mso-list']")) {
      for (const item of itemsOf(element, (li) => placeOf(li)?.level ?? null)) {
        const list = item.source ? placeOf(item.source)?.list : undefined;
        if (item.source) takeMarker(item.source);
        lists.add({ ...item, list: list ?? element }, element);
      }
      element.remove();
    } else if (place && /^H[1-6]$/.test(element.tagName)) {
      takeMarker(element);
      end();
    } else if (place) {
      const marker = takeMarker(element);
      const format = sheet.lists.get(`${place.list}:level${place.level}`)?.get("mso-level-number-format");
      const isDefined = sheet.lists.has(`${place.list}:level${place.level}`);
      const isOrdered = isDefined ? format !== "bullet" && format !== "image" : marker !== null && isNumber(marker);
      items.length = Math.min(items.length, place.level + 1);
      const next = items[place.level]?.next ?? 1;
      const number = isOrdered && marker ? numbersOf(marker.text, format, next) : null;
      items[place.level] = { indent: indentOf(element, sheet), next: (number ?? next) + 1 };
      const words = element.ownerDocument.createElement("p");
      words.append(...element.childNodes);
      lists.add({ ...place, isOrdered, number, content: [words] }, element);
      element.remove();
    } else {
      const level = levelOfContinued(element, items, sheet);
      if (level === null || !lists.append(level, element)) end();
      else items.length = level + 1;
    }
  }
}

/** In points. The limit allows for indentation by hand. */
const tolerance = 3;

/** The level of the item that a paragraph without a marker continues; null for a paragraph outside of the list. */
function levelOfContinued(
  element: Element,
  items: readonly ({ indent: number } | undefined)[],
  sheet: Sheet,
): number | null {
  if (element.tagName !== "P") return null;
  // Word has a style for this, "List Continue" to "List Continue 5".
  const [isNamed, depth] = /^MsoListContinue([2-5])?/.exec(element.className) ?? [];
  if (isNamed !== undefined && items[Number(depth ?? 1)]) return Number(depth ?? 1);
  const indent = indentOf(element, sheet);
  const levelAt = (fits: (other: number) => boolean) =>
    items.findLastIndex((item) => item !== undefined && fits(item.indent));
  const isBetween = /^MsoList\w*CxSpMiddle/.test(element.className);
  if (indent <= 0 && !/^MsoList/.test(element.className)) return null;
  // Word calls a paragraph "middle" when paragraphs of the list are before and behind it.
  const level = levelAt((other) => (isBetween ? other <= indent + tolerance : Math.abs(other - indent) <= tolerance));
  return level > 0 ? level : null;
}

export function convertWordLists(page: Document, sheet: Sheet): void {
  const parents = new Set<Element>();
  for (const element of page.body.querySelectorAll("[style*='mso-list']")) {
    if (!placeOf(element)) continue;
    const list = element.tagName === "LI" ? outermostList(element) : element;
    if (list?.parentElement) parents.add(list.parentElement);
  }
  for (const parent of parents) listsIn(parent, sheet);
}

function outermostList(item: Element): Element | null {
  let list: Element | null = null;
  for (let one = item.parentElement; one && /^(UL|OL|LI)$/.test(one.tagName); one = one.parentElement)
    if (isList(one)) list = one;
  return list;
}
