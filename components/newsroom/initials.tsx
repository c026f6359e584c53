import classes from "./initials.module.css";

/** "Maren Holloway" → "MH"; counts code points, not code units. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => /\p{L}/u.test(word));
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

const tones = ["accent", "orange", "green", "grey"] as const;

/** Gives the same person the same colour everywhere. */
function toneOf(name: string): (typeof tones)[number] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length] ?? "accent";
}

/** A person's initials. Decorative: the name is next to it or in the label of its parent. */
export function Initials({ name, size = "md" }: { name: string; size?: "md" | "lg" }) {
  return (
    <span className={classes.initials} data-tone={toneOf(name)} data-size={size} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
