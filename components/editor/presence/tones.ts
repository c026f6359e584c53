/** Number of colours for people, see presence.css. */
const tones = 8;

/** Gives a person the same colour in every tab. */
export function toneOf(personId: string): number {
  let sum = 0;
  for (const character of personId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % tones;
}
