// A line that begins with a number and a full stop may be an item of a list, or a date.

/** Languages in which newsrooms write a day as "1. November". */
const languages = [
  "de",
  "da",
  "nb",
  "sv",
  "fi",
  "is",
  "et",
  "lv",
  "cs",
  "sk",
  "sl",
  "hr",
  "sr",
  "hu",
  "pl",
  "en",
  "fr",
  "es",
  "it",
  "nl",
  "tr",
];

let months: RegExp | undefined;
function monthNames(): RegExp {
  if (months) return months;
  const names = new Set<string>();
  for (const language of languages)
    for (const options of [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }] as const) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
      for (let month = 0; month < 12; month++) {
        const part = format.formatToParts(Date.UTC(2026, month, 15)).find(({ type }) => type === "month");
        const name = part?.value.replace(/\.$/, "").toLowerCase() ?? "";
        if (/^\p{L}{3,}$/u.test(name)) names.add(name);
      }
    }
  months = new RegExp(`^\\d{1,2}\\.\\s+(?:${[...names].join("|")})(?![\\p{L}])`, "iu");
  return months;
}

/** Whether a line begins with a day and its month: "1. November 2018", "3. 12. 2026". */
export const isDateStart = (line: string): boolean =>
  /^\d{1,2}\.\s*\d{1,2}\.(?:\s*\d{2,4})?(?!\d)/.test(line) || monthNames().test(line);
