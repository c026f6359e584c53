/** A sentence that says what is wrong with a pattern; null if it is valid. */
export function patternProblem(pattern: string): string | null {
  const unknown = [...pattern.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .find((name) => !["section", "yyyy", "mm", "dd", "slug"].includes(name ?? ""));
  if (!pattern.startsWith("/")) return "The path pattern must begin with a slash.";
  if (unknown !== undefined)
    return `The path pattern knows {section}, {yyyy}, {mm}, {dd} and {slug}, not {${unknown}}.`;
  return pattern.includes("{slug}")
    ? null
    : "The path pattern must hold {slug}, or all stories would have one address.";
}
