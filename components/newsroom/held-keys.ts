const pressable = 'button, a[href], summary, input, [role="button"], [role="menuitem"], [role="tab"]';

/** As much of a key press as the rule looks at. */
type Press = Pick<KeyboardEvent, "key" | "repeat"> & { target: { closest?: (selector: string) => unknown } | null };

/**
 * Whether this is Enter held down on something that it presses or submits. A key held down repeats some thirty times a second: it would
 * press a button again and again, and then the button of the dialog that the first press has opened.
 */
export const isHeldEnter = ({ key, repeat, target }: Press): boolean =>
  repeat && key === "Enter" && Boolean(target?.closest?.(pressable));
