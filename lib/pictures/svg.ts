/** Dots per inch at which an SVG is drawn without a request for another size. */
const usualDensity = 72;
/** A tiny drawing with large numbers in it would take long at more. */
const maxDensity = 2_400;

/**
 * The density at which an SVG is drawn so large.
 * @param side width or height in pixels at the usual density; undefined if the drawing does not state it
 * @param wanted pixels that this side should have at least, as far as the limit permits
 */
export const svgDensity = (side: number | undefined, wanted: number): number =>
  side ? Math.min(maxDensity, Math.max(usualDensity, (usualDensity * wanted) / side)) : usualDensity;
