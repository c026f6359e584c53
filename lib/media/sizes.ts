/** "1.4 MB" in the way of a language: with its decimal sign and unit. */
export function sizeInWords(bytes: number, language = "en-GB"): string {
  const [unit, value] =
    bytes < 1_000_000 ? (["kilobyte", bytes / 1_000] as const) : (["megabyte", bytes / 1_000_000] as const);
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  try {
    return new Intl.NumberFormat(language, options).format(Math.max(value, 0.1));
  } catch {
    return new Intl.NumberFormat("en-GB", options).format(Math.max(value, 0.1));
  }
}

/** "1:05", "1:02:03". */
export function durationInWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
