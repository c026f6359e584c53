import { childrenOf, type NodeJson } from "./json.ts";

/** Copies of blocks with ids of their own, in which references to footnotes among them lead to the copied notes. */
export function withOtherIds(blocks: readonly NodeJson[], nextId: () => string): NodeJson[] {
  const others = new Map<unknown, string>();
  const rename = (node: NodeJson): NodeJson => {
    if (typeof node.attrs?.id === "string") others.set(node.attrs.id, nextId());
    const id = others.get(node.attrs?.id);
    return {
      ...node,
      ...(id === undefined ? {} : { attrs: { ...node.attrs, id } }),
      ...(node.content ? { content: childrenOf(node).map(rename) } : {}),
    };
  };
  const refer = (node: NodeJson): NodeJson => ({
    ...node,
    ...(node.content ? { content: node.content.map(refer) } : {}),
    ...(Array.isArray(node.marks)
      ? {
          marks: node.marks.map((mark) => {
            const note = mark.type === "footnoteReference" ? others.get(mark.attrs?.note) : undefined;
            return note === undefined ? mark : { ...mark, attrs: { ...mark.attrs, note } };
          }),
        }
      : {}),
  });
  return blocks.map(rename).map(refer);
}
