import classes from "./initials.module.css";

/** "Maren Holloway" → "MH"; works on letters, not on code units. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => /\p{L}/u.test(word));
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

const tones = ["accent", "orange", "green", "grey"] as const;

/** The same person has the same colour everywhere. */
function toneOf(name: string): (typeof tones)[number] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length] ?? "accent";
}

/** A person as initials. Decoration: the name stands beside it, or goes into the label of what holds it. */
export function Initials({ name, size = "md" }: { name: string; size?: "md" | "lg" }) {
  return (
    <span className={classes.initials} data-tone={toneOf(name)} data-size={size} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
