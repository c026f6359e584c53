import fs from "node:fs";
import { fileURLToPath } from "node:url";

export type Vocabulary = {
  isType(name: string): boolean;
  /** What a property of the type, or of a type above it, may hold ("Person", "Text"); null where there is no such one. */
  expectedOf(type: string, property: string): ReadonlySet<string> | null;
  /** True where every `type` is also an `above`. */
  isA(type: string, above: string): boolean;
  /** True for types of which schema.org takes a name instead of an object, as of a person. */
  takesText(type: string): boolean;
};

type Interface = { parents: string[]; properties: Map<string, ReadonlySet<string>> };

/**
 * The vocabulary of schema.org, read from the typings that Google makes of it: the only package that ships all of it and
 * follows it. Their type checker cannot be asked for a page, so the lines are read: one a property, one an interface.
 */
export function readVocabulary(): Vocabulary {
  const text = fs.readFileSync(
    fileURLToPath(new URL("../node_modules/schema-dts/dist/schema.d.ts", import.meta.url)),
    "utf8",
  );
  const interfaces = new Map<string, Interface>();
  const texts = new Set<string>();
  let current: Interface | null = null;
  for (const line of text.split("\n")) {
    const begins = /^(?:export )?interface (\w+(?:Base|Leaf)) extends (.+) \{$/.exec(line);
    if (begins) {
      current = { parents: (begins[2] ?? "").split(", "), properties: new Map() };
      interfaces.set(begins[1] ?? "", current);
      continue;
    }
    const property = /^ {4}"(\w+)"\?: SchemaValue<(.+), "\w+">;$/.exec(line);
    if (property) current?.properties.set(property[1] ?? "", new Set((property[2] ?? "").split(" | ")));
    const alias = /^export type (\w+) = (.+);$/.exec(line);
    if (alias && (alias[2] ?? "").split(" | ").some((one) => one === "string" || one.startsWith('"')))
      texts.add(alias[1] ?? "");
  }
  const above = (name: string): string[] => [
    name,
    ...(interfaces.get(name)?.parents ?? []).filter((parent) => interfaces.has(parent)).flatMap(above),
  ];
  const lines = new Map<string, string[]>();
  const lineOf = (type: string): string[] => {
    const known = lines.get(type) ?? above(`${type}Leaf`);
    lines.set(type, known);
    return known;
  };
  return {
    isType: (name) => interfaces.has(`${name}Leaf`),
    expectedOf: (type, property) => {
      for (const name of lineOf(type)) {
        const found = interfaces.get(name)?.properties.get(property);
        if (found) return found;
      }
      return null;
    },
    isA: (type, other) => type === other || lineOf(type).includes(`${other}Base`),
    takesText: (type) => texts.has(type),
  };
}
