const pressable = 'button, a[href], summary, input, [role="button"], [role="menuitem"], [role="tab"]';

/** The part of a keyboard event that the rule needs. */
type Press = Pick<KeyboardEvent, "key" | "repeat"> & { target: { closest?: (selector: string) => unknown } | null };

/**
 * Whether this is a held Enter on something that it presses or submits. A held key repeats about thirty times a second: it
 * would press a button again and again, and then a button of the dialog that the first press has opened.
 */
export const isHeldEnter = ({ key, repeat, target }: Press): boolean =>
  repeat && key === "Enter" && Boolean(target?.closest?.(pressable));
