const textFields = 'textarea, input:not([type="file"], [type="button"], [type="submit"]), [contenteditable="true"]';

type DropTarget = { closest?: (selector: string) => unknown } | null;

/**
 * Whether the browser's default is right for a drop: text into a field, or files into a file field. It would open anything
 * else in place of the page, and unsaved text would be lost.
 */
export function mayBrowserTake(target: DropTarget, types: readonly string[]): boolean {
  const hasFiles = types.includes("Files");
  return Boolean(target?.closest?.(hasFiles ? 'input[type="file"]' : textFields));
}
