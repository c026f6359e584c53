/** A node as JSON, as ProseMirror writes it. */
export type NodeJson = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: NodeJson[];
  text?: string;
  marks?: MarkJson[];
};
export type MarkJson = { type: string; attrs?: Record<string, unknown> };

/**
 * Whether a JSON value is nested deeper than `max`. Walks without recursion, so that a hostile value cannot exhaust the
 * stack, as reading it into a document would.
 */
export function isDeeperThan(value: unknown, max: number): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= max) return true;
    for (const child of Object.values(next.value)) open.push({ value: child, depth: next.depth + 1 });
  }
  return false;
}

/** What is in a node, as far as it has the shape of nodes. */
export const childrenOf = (node: NodeJson | undefined): NodeJson[] =>
  Array.isArray(node?.content) ? node.content.filter((child) => typeof child?.type === "string") : [];

/** The words of a node and all below it; blocks and line breaks are apart by a space. Not for what may be nested without end. */
export function wordsOf(node: NodeJson | undefined): string {
  if (!node) return "";
  if (node.type === "text") return typeof node.text === "string" ? node.text : "";
  if (node.type === "hardBreak") return " ";
  const inside = childrenOf(node);
  return inside.map(wordsOf).join(inside.some((child) => child.type === "text") ? "" : " ");
}
