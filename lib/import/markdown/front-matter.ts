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

/** Splits a Markdown file into front matter and body. @throws SkippedFile */
export function splitFrontMatter(text: string): Split {
  if (/^\s*\+\+\+[ \t]*\n/.test(text)) throw new SkippedFile("its front matter is TOML; only YAML is read");
  const opening = /^\s*---[ \t]*\n/.exec(text)?.[0] ?? "";
  const rest = text.slice(opening.length);
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest);
  if (opening === "" || closing === null) throw new SkippedFile("it has no front matter");
  const whole = opening + rest.slice(0, closing.index + closing[0].length + 1);
  const document = parseYaml(rest.slice(0, Math.max(0, closing.index - 1)));
  const problem = document.errors[0];
  if (problem) {
    const line = (problem.linePos?.[0].line ?? 0) + 1;
    throw new SkippedFile(`its front matter cannot be read (line ${line}: ${problem.message.split("\n")[0]})`);
  }
  const values: unknown = document.toJS({ maxAliasCount: 100 });
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new SkippedFile("its front matter is empty");
  return {
    matter: new FrontMatter(values as Record<string, unknown>),
    body: text.slice(whole.length),
    bodyLine: whole.split("\n").length,
  };
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
