// Links to the paper's own stories, as readers get them.
import type { MarkJson, NodeJson } from "./json.ts";

const marksOf = (node: NodeJson): MarkJson[] => (Array.isArray(node.marks) ? node.marks : []);
const storyOf = (mark: MarkJson | null): string | null =>
  mark?.type === "link" && typeof mark.attrs?.story === "string" ? mark.attrs.story : null;
const contentOf = (node: NodeJson): NodeJson[] => (Array.isArray(node.content) ? node.content.filter(Boolean) : []);

/** "#correction-1" of an address that names a part of the page. */
const fragmentOf = (href: unknown): string => (typeof href === "string" ? (/#.*$/s.exec(href)?.[0] ?? "") : "");

/** Ids of the stories that a text links to, once each. */
export function linkedStories(document: NodeJson): string[] {
  const found = new Set<string>();
  const open = [document];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const mark of marksOf(node)) {
      const id = storyOf(mark);
      if (id !== null) found.add(id);
    }
    open.push(...contentOf(node));
  }
  return [...found];
}

/**
 * The document with the present address in every link to a story. A link to a story that readers cannot open becomes plain
 * text. `hrefOf` returns the address of a story by its id, or null.
 */
export function withStoryLinks(document: NodeJson, hrefOf: (id: string) => string | null): NodeJson {
  if (linkedStories(document).length === 0) return document;
  return linked(document, hrefOf);
}

function linked(node: NodeJson, hrefOf: (id: string) => string | null): NodeJson {
  const marks = marksOf(node).flatMap((mark) => {
    const id = storyOf(mark);
    if (id === null) return [mark];
    const href = hrefOf(id);
    return href === null ? [] : [{ ...mark, attrs: { ...mark.attrs, href: href + fragmentOf(mark.attrs?.href) } }];
  });
  return {
    ...node,
    ...(node.marks ? { marks } : {}),
    ...(node.content ? { content: contentOf(node).map((child) => linked(child, hrefOf)) } : {}),
  };
}
