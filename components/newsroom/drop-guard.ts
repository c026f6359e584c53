const textFields = 'textarea, input:not([type="file"], [type="button"], [type="submit"]), [contenteditable="true"]';

type Place = { closest?: (selector: string) => unknown } | null;

/**
 * Whether the browser may do with a drop what it does by itself: put text into a field, or files into a field for files. Anything
 * else that it would open in place of the page, and what was written there would be gone.
 */
export function mayBrowserTake(target: Place, types: readonly string[]): boolean {
  const hasFiles = types.includes("Files");
  return Boolean(target?.closest?.(hasFiles ? 'input[type="file"]' : textFields));
}
