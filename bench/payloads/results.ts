// What became of the attacks, by field or door, and the page of the docs that says so.
import fs from "node:fs";

/** What a browser noticed: a script that ran, one that a click or a moving pointer would run, one that only the policy stopped, or a request elsewhere. */
export const findings = ["ran", "waiting", "blocked", "elsewhere"] as const;
export type Finding = (typeof findings)[number];
/** A mark of an attack as a page holds it: numbers of field and attack. */
export type Mark = { field: number; attack: number };

export type Field = {
  readonly name: string;
  readonly number: number;
  /** Attacks that were put in. */
  tried: number;
  /** The attacks that were in pages which were opened. */
  readonly shown: Set<number>;
  /** Pages that were opened and held one of its attacks. */
  pages: number;
} & Record<Finding, number>;

/** A word that shows, wherever it turns up, which attack was put into which field. Addresses made from a text have it in small letters. */
export const markOf = (field: Field, attack: number): string => `QX${field.number}V${attack}Q`;

export class Results {
  readonly fields: Field[] = [];
  readonly seen: { finding: Finding; what: string; address: string }[] = [];

  field(name: string, tried = 0): Field {
    const known = this.fields.find((field) => field.name === name);
    if (known) {
      known.tried = Math.max(known.tried, tried);
      return known;
    }
    const counts = { ran: 0, waiting: 0, blocked: 0, elsewhere: 0 };
    const field = { name, number: this.fields.length, tried, shown: new Set<number>(), pages: 0, ...counts };
    this.fields.push(field);
    return field;
  }

  /**
   * A page was opened.
   * @param named fields that it holds without marks; all their attacks of `shown` count as shown
   */
  opened(
    address: string,
    marks: readonly Mark[],
    noticed: readonly { finding: Finding; what: string }[],
    named: readonly { field: Field; shown: readonly number[] }[] = [],
  ): void {
    const fields = new Set(named.map(({ field }) => field));
    for (const { field, shown } of named) for (const attack of shown) field.shown.add(attack);
    for (const { field, attack } of marks) {
      const of = this.fields[field];
      if (!of) continue;
      of.shown.add(attack);
      fields.add(of);
    }
    for (const field of fields) field.pages++;
    for (const { finding, what } of noticed) {
      this.seen.push({ finding, what, address });
      // Which of several fields it was is not known: it counts for each.
      for (const field of fields) field[finding]++;
    }
  }

  sum(finding: Finding): number {
    return this.seen.filter((each) => each.finding === finding).length;
  }
}

const heads = [
  "attacks",
  "shown",
  "pages",
  "scripts run",
  "run by a click",
  "stopped only by the policy",
  "requests elsewhere",
];
const escaped = (text: string): string => text.replaceAll("|", "\\|");

function tableOf({ fields }: Results, isShownOnly: boolean): string {
  const rows = fields
    .filter(({ tried, pages }) => tried > 0 && (pages > 0 || !isShownOnly))
    .map(({ name, tried, shown, pages, ran, waiting, blocked, elsewhere }) =>
      [escaped(name), tried, shown.size, pages, ran, waiting, blocked, elsewhere].join(" | "),
    );
  const lines = [`field | ${heads.join(" | ")}`, ...rows].map((line) => `| ${line} |`);
  return [lines[0], `|---|${heads.map(() => "---:|").join("")}`, ...lines.slice(1)].join("\n");
}

type Section = {
  title: string;
  lead: string;
  /** Whether fields that no page held are left out. */
  isShownOnly: boolean;
  /** The titles of all sections. */
  order: readonly string[];
};

/** What the page says before its sections. */
const introduction = "bench/payloads/page.md";

/** Replaces the section of a part: what is between its heading and the next one. */
export function writeResults(file: string, { title, lead, isShownOnly, order }: Section, results: Results): void {
  const [, ...before] = fs.existsSync(file) ? `\n${fs.readFileSync(file, "utf8")}`.split(/^(?=## )/m) : [];
  const intro = fs.readFileSync(introduction, "utf8");
  const titleOf = (section: string) => /^## (.*)/.exec(section)?.[1] ?? "";
  const section = `## ${title}\n\n${lead}\n\n${tableOf(results, isShownOnly)}\n`;
  const sections = [...before.filter((each) => titleOf(each) !== title), section].sort(
    (a, b) => order.indexOf(titleOf(a)) - order.indexOf(titleOf(b)),
  );
  fs.writeFileSync(file, [intro, ...sections].map((each) => `${each.trimEnd()}\n`).join("\n"));
}
