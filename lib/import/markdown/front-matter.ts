import { parse as parseToml, TomlError } from "smol-toml";
import { parseDocument } from "yaml";
import { SkippedFile } from "../types.ts";

/** Front matter with the keys in lower case. */
export class FrontMatter {
  readonly #values: Map<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.#values = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  }

  /** The first of these keys that holds a text or number, on one line; else "". */
  line(...keys: string[]): string {
    return this.text(...keys).replace(/\s+/g, " ");
  }

  text(...keys: string[]): string {
    for (const key of keys) {
      const value = this.#values.get(key);
      if ((typeof value === "string" || typeof value === "number") && String(value).trim() !== "")
        return String(value).trim();
    }
    return "";
  }

  /** All names under these keys without duplicates: a list, or one text split at commas. Objects give their name. */
  names(...keys: string[]): string[] {
    const names = keys.flatMap((key) => namesIn(this.#values.get(key)));
    return [...new Set(names.map((name) => name.replace(/\s+/g, " ").trim()).filter(Boolean))];
  }

  /** Like `names`, but a text is one item. */
  list(...keys: string[]): string[] {
    const items = keys.flatMap((key) => [this.#values.get(key)].flat());
    return [
      ...new Set(
        items
          .filter((item) => typeof item === "string")
          .map((item) => item.trim())
          .filter(Boolean),
      ),
    ];
  }

  isTrue(key: string): boolean {
    const value = this.#values.get(key);
    return value === true || (typeof value === "string" && value.toLowerCase() === "true");
  }

  isFalse(key: string): boolean {
    const value = this.#values.get(key);
    return value === false || (typeof value === "string" && value.toLowerCase() === "false");
  }

  /** Reads a nested key, for example `cover.image`. */
  within(key: string): FrontMatter {
    const value = this.#values.get(key);
    return new FrontMatter(typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {});
  }
}

function namesIn(value: unknown): string[] {
  if (typeof value === "string") return value.split(",");
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item) => (typeof item === "string" ? [item] : namesIn(item)));
  if (typeof value === "object" && value !== null) {
    const { name, title, slug } = value as Record<string, unknown>;
    return [name, title, slug].filter((each) => typeof each === "string").slice(0, 1);
  }
  return [];
}

export type Split = {
  matter: FrontMatter;
  body: string;
  /** Line of the file on which the body begins, from 1. */
  bodyLine: number;
};

/** Splits a Markdown file into front matter, which is YAML, TOML ("+++") or JSON, and body. @throws SkippedFile */
export function splitFrontMatter(text: string): Split {
  if (/^\s*\+\+\+[ \t]*\n/.test(text)) return splitAt(text, "+++", /^\+\+\+[ \t]*$/m, valuesOfToml);
  if (/^\s*\{[ \t]*\n/.test(text)) return splitJson(text);
  return splitAt(text, "---", /^(?:---|\.\.\.)[ \t]*$/m, valuesOfYaml);
}

function splitAt(text: string, mark: string, end: RegExp, read: (matter: string) => unknown): Split {
  const opening = firstLine(text, mark);
  const rest = text.slice(opening.length);
  const closing = end.exec(rest);
  if (opening === "" || closing === null) throw new SkippedFile("it has no front matter");
  const whole = opening + rest.slice(0, closing.index + closing[0].length + 1);
  return splitAfter(text, whole, read(rest.slice(0, Math.max(0, closing.index - 1))));
}

/** The line that holds the mark and nothing else, if the text begins with it; else "". */
const firstLine = (text: string, mark: string): string =>
  new RegExp(`^\\s*${mark.replace(/\+/g, "\\+")}[ \\t]*\\n`).exec(text)?.[0] ?? "";

/** Hugo: an object whose brackets are on lines of their own. */
function splitJson(text: string): Split {
  const closing = /^\}[ \t]*$/m.exec(text);
  if (closing === null) throw new SkippedFile("its front matter has no end: a line with nothing but }");
  const whole = text.slice(0, closing.index + closing[0].length + 1);
  try {
    return splitAfter(text, whole, JSON.parse(whole));
  } catch (error) {
    if (error instanceof SkippedFile) throw error;
    throw new SkippedFile(`its front matter cannot be read (${(error as Error).message.split("\n")[0]})`);
  }
}

function splitAfter(text: string, whole: string, values: unknown): Split {
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new SkippedFile("its front matter is empty");
  return {
    matter: new FrontMatter(values as Record<string, unknown>),
    body: text.slice(whole.length),
    bodyLine: whole.split("\n").length,
  };
}

function valuesOfYaml(text: string): unknown {
  const document = parseYaml(text);
  const problem = document.errors[0];
  if (problem) {
    const line = (problem.linePos?.[0].line ?? 0) + 1;
    throw new SkippedFile(`its front matter cannot be read (line ${line}: ${problem.message.split("\n")[0]})`);
  }
  return document.toJS({ maxAliasCount: 100 });
}

/** Dates become text, as in YAML. Hugo keeps topics and the like in the table "taxonomies" or at the top. */
function valuesOfToml(text: string): unknown {
  try {
    const values = parseToml(text);
    const { taxonomies } = values;
    const own = typeof taxonomies === "object" && !Array.isArray(taxonomies) ? { ...taxonomies } : {};
    return Object.fromEntries(
      Object.entries({ ...own, ...values }).map(([key, value]) => [
        key,
        value instanceof Date ? value.toISOString() : value,
      ]),
    );
  } catch (error) {
    const line = error instanceof TomlError ? error.line + 1 : 1;
    throw new SkippedFile(
      `its front matter cannot be read (line ${line}: ${(error as Error).message.split("\n")[0]?.replace(/^Invalid TOML document: /, "")})`,
    );
  }
}

function parseYaml(text: string) {
  // Repeated keys are common in real files; the last one counts.
  const options = { uniqueKeys: false, logLevel: "silent" } as const;
  const document = parseDocument(text, options);
  if (document.errors.length === 0) return document;
  const second = parseDocument(indentQuotes(text), options);
  return second.errors.length === 0 ? second : document;
}

/** Jekyll accepts a quoted text that continues at the start of a line; YAML requires indentation. */
function indentQuotes(text: string): string {
  let quote: string | null = null;
  return text
    .split("\n")
    .map((line) => {
      const inside: boolean = quote !== null;
      const from = inside ? 0 : (/^[\w-]+:\s*(?=["'])/.exec(line)?.[0].length ?? -1);
      if (from >= 0) {
        for (let at = from; at < line.length; at += 1) {
          const letter = line.charAt(at);
          if (quote === '"' && letter === "\\") at += 1;
          else if (letter === quote) quote = null;
          else if (quote === null && at === from) quote = letter;
        }
      }
      return inside ? `  ${line}` : line;
    })
    .join("\n");
}
