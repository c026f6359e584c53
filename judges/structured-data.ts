import { attributeOf, elementsOf, textOf } from "./elements.ts";
import type { Finding, Page } from "./types.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

/** JSON-LD against schema.org: types and properties exist, belong together, and hold what is expected of them. */
export function judgeStructuredData(pages: readonly Page[]): { findings: Finding[] } {
  const vocabulary = readVocabulary();
  return {
    findings: pages.flatMap(({ address, html }) =>
      elementsOf(html)
        .filter((element) => element.tagName === "script" && attributeOf(element, "type") === "application/ld+json")
        .flatMap((script) => problemsOf(textOf(script), vocabulary))
        .map((says): Finding => ({ judge: "JSON-LD", address, says })),
    ),
  };
}

function problemsOf(text: string, vocabulary: Vocabulary): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [(error as Error).message];
  }
  if (!isObject(value)) return ["It is not one object."];
  const foreign = value["@context"] === "https://schema.org" ? [] : ["Its @context is not https://schema.org."];
  return [...foreign, ...problemsOfObject(value, vocabulary, "")];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @param path through which types and properties the object is reached, "" at the top */
function problemsOfObject(object: Record<string, unknown>, vocabulary: Vocabulary, path: string): string[] {
  const type = object["@type"];
  if (typeof type !== "string") return [`${path || "It"} has no @type.`];
  if (!vocabulary.isType(type)) return [`schema.org has no type ${type}${path ? `, which is ${path}` : ""}.`];
  return Object.entries(object).flatMap(([name, value]) => {
    if (name.startsWith("@")) return [];
    const here = `${path}${path ? "." : ""}${type}.${name}`;
    const expected = vocabulary.expectedOf(type, name);
    if (!expected) return [`${here}: schema.org knows no such property of ${type}.`];
    return [value].flat().flatMap((one) => problemsOfValue(one, expected, vocabulary, here));
  });
}

function problemsOfValue(
  value: unknown,
  expected: ReadonlySet<string>,
  vocabulary: Vocabulary,
  here: string,
): string[] {
  if (!isObject(value)) {
    const problem = isFitting(value, expected, vocabulary)
      ? null
      : `${JSON.stringify(value)} where ${words(expected)} is expected`;
    return problem ? [`${here}: ${problem}.`] : [];
  }
  const type = value["@type"];
  if (type === undefined && "@id" in value && expected.has("IdReference")) return [];
  const isKnown = typeof type === "string" && vocabulary.isType(type);
  const isOther = isKnown && ![...expected].some((one) => vocabulary.isA(type, one));
  return [
    ...(isOther ? [`${here}: a ${type} where ${words(expected)} is expected.`] : []),
    ...problemsOfObject(value, vocabulary, here),
  ];
}

const words = (expected: ReadonlySet<string>): string =>
  [...expected].filter((type) => type !== "IdReference").join(" or ");

/** Whether a plain value is allowed in place of the expected type. */
function isFitting(value: unknown, expected: ReadonlySet<string>, vocabulary: Vocabulary): boolean {
  const has = (...types: string[]) => types.some((type) => expected.has(type));
  if (typeof value === "boolean") return has("Boolean");
  // schema.org's own examples give the size of a picture as a number.
  if (typeof value === "number") return has("Number", "Integer", "Float", "QuantitativeValue");
  if (typeof value !== "string" || value.trim() === "") return false;
  return (
    has("Text") ||
    (has("URL") && isAddress(value)) ||
    (has("Date", "DateTime") && isTime(value)) ||
    [...expected].some((type) => !dataTypes.has(type) && vocabulary.takesText(type))
  );
}

const dataTypes: ReadonlySet<string> = new Set(["URL", "Date", "DateTime", "Time", "Boolean", "Number", "Integer"]);

const isAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? "");
/** A date, or a moment with its zone: without one nobody knows which it is. */
const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text) &&
  !Number.isNaN(Date.parse(text));
