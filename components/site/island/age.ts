const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * "12 minutes ago" in the language of the page. Null after a day, when the date says more, and for times in the future, which
 * mean that the reader's clock is wrong.
 * @param style `short`: "12 min ago", for a narrow column
 */
export function ageOf(at: number, now: number, language: string, style: "long" | "short"): string | null {
  const age = now - at;
  if (!(age >= 0 && age < day)) return null;
  const isEnglish = /^en\b/i.test(language);
  const [unit, count] =
    age < hour ? (["minute", Math.floor(age / minute)] as const) : (["hour", Math.floor(age / hour)] as const);
  if (count === 0)
    return isEnglish ? "just now" : new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");
  if (style === "short" && isEnglish) return `${count} ${unit === "hour" ? "h" : "min"} ago`;
  return new Intl.RelativeTimeFormat(language, { style }).format(-count, unit);
}
