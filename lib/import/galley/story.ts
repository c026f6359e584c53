import type { Node } from "@tiptap/pm/model";
import { documentFromJson, toJson } from "#lib/document/build.ts";
import { rowFields } from "#lib/document/field-rules.ts";
import type { StoryFields } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import type { OwnStory } from "../item.ts";
import type { Warn } from "../types.ts";

/** What becomes of pictures, files and the names of an item. */
export type OwnContext = {
  takePicture: (src: string, line: number | undefined) => Promise<{ id: string } | null>;
  /** The id that a video, sound or document has here; null, after a warning, if it could not be taken. */
  takeMedia: (id: string) => Promise<string | null>;
  /** The same of a snippet. `blocks` gives its blocks the ids that pictures and stories have here. */
  takeSnippet: (id: string, blocks: (given: NodeJson[]) => Promise<NodeJson[]>) => Promise<string | null>;
  fields: Pick<StoryFields, "section" | "topics" | "authors">;
  warn: Warn;
};

/**
 * The document of an export with the ids that sections, topics, authors and pictures have here. Suggestions are left out, because the
 * people who made them are not here. Stories keep their ids, so that those of the same export still name each other.
 * @throws DocumentRefused
 */
export async function convertOwn({ document, ids }: OwnStory, context: OwnContext): Promise<Node> {
  const json = toJson(rejectAll(documentFromJson(document)));
  const picture = async (id: unknown): Promise<string | null> =>
    typeof id === "string" ? ((await context.takePicture(`/pictures/${id}`, undefined))?.id ?? null) : null;
  const story = (id: unknown): string | null => (typeof id === "string" && ids.has(id) ? id : null);

  async function convert(node: NodeJson): Promise<NodeJson> {
    const attrs = { ...node.attrs };
    if ("picture" in attrs) attrs.picture = await picture(attrs.picture);
    if ("story" in attrs) attrs.story = story(attrs.story);
    if (typeof attrs.media === "string") attrs.media = await context.takeMedia(attrs.media);
    if (typeof attrs.snippet === "string") attrs.snippet = await context.takeSnippet(attrs.snippet, convertAll);
    if (typeof attrs.collection === "string") {
      context.warn("element-dropped", `collection ${attrs.collection}`);
      attrs.collection = null;
    }
    const content = await convertAll(node.content ?? []);
    const marks = node.marks?.map((mark) =>
      mark.attrs && "story" in mark.attrs
        ? { ...mark, attrs: { ...mark.attrs, story: story(mark.attrs.story) } }
        : mark,
    );
    return {
      ...node,
      ...(node.attrs ? { attrs } : {}),
      ...(node.content ? { content } : {}),
      ...(marks ? { marks } : {}),
    };
  }

  async function convertAll(nodes: readonly NodeJson[]): Promise<NodeJson[]> {
    const converted: NodeJson[] = [];
    for (const node of nodes) converted.push(await convert(node));
    return converted;
  }

  const fields: Record<string, unknown> = {
    ...json.attrs,
    ...context.fields,
    ...(json.attrs?.section === null ? { section: null } : {}), // a draft may have none
  };
  for (const { name, holds } of rowFields) {
    const given = fields[name];
    if (holds === "pictures") fields[name] = await picture(given);
    if (holds === "stories") fields[name] = Array.isArray(given) ? given.filter((id) => story(id)) : story(given);
  }
  const converted = await convert({ ...json, attrs: {} });
  return documentFromJson({ ...converted, attrs: fields });
}
