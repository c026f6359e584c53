import type { Node } from "@tiptap/pm/model";
import { documentFromJson, toJson } from "#lib/document/build.ts";
import { rowFields } from "#lib/document/field-rules.ts";
import type { StoryFields } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { OwnStory } from "../item.ts";

/** What becomes of pictures, files and the names of an item. */
export type OwnContext = {
  takePicture: (src: string, line: number | undefined) => Promise<{ id: string } | null>;
  /** The id that a video, sound or document has here; null, after a warning, if it could not be taken. */
  takeMedia: (id: string) => Promise<string | null>;
  /** The same of a snippet. `blocks` gives its blocks the ids that pictures and stories have here. */
  takeSnippet: (id: string, blocks: (given: NodeJson[]) => Promise<NodeJson[]>) => Promise<string | null>;
  /** The same of a series or an issue. */
  takeCollection: (id: string) => Promise<string | null>;
  fields: Pick<StoryFields, "section" | "topics" | "authors">;
};

type Attributes = Record<string, unknown>;

/**
 * The document of an export with the ids that sections, topics, authors, pictures, files, snippets and collections have here, in its
 * suggestions too. Stories keep their ids, so that those of the same export still name each other.
 * @throws DocumentRefused
 */
export async function convertOwn(
  { document, ids }: Pick<OwnStory, "document" | "ids">,
  context: OwnContext,
): Promise<Node> {
  const json = toJson(documentFromJson(document));
  const story = (id: unknown): string | null => (typeof id === "string" && ids.has(id) ? id : null);
  const picture = async (id: unknown): Promise<string | null> =>
    typeof id === "string" ? ((await context.takePicture(`/pictures/${id}`, undefined))?.id ?? null) : null;
  const taken = (take: (id: string) => Promise<string | null>) => async (id: unknown) =>
    typeof id === "string" ? take(id) : null;
  /** By the name of the attribute that holds an id. */
  const idHere: Readonly<Record<string, (id: unknown) => Promise<string | null> | string | null>> = {
    picture,
    story,
    media: taken(context.takeMedia),
    snippet: taken((id) => context.takeSnippet(id, convertAll)),
    collection: taken(context.takeCollection),
  };
  const convertId = async (attribute: unknown, value: unknown): Promise<unknown> =>
    typeof attribute === "string" && Object.hasOwn(idHere, attribute) ? idHere[attribute]?.(value) : value;

  async function convertAttributes(attrs: Attributes): Promise<Attributes> {
    const converted: Attributes = {};
    for (const [name, value] of Object.entries(attrs)) converted[name] = await convertId(name, value);
    return converted;
  }

  /** A link names a story, and a suggestion the former and the new value of an attribute or a whole mark. */
  async function convertMark<Mark extends { attrs?: Attributes }>(mark: Mark): Promise<Mark> {
    if (!mark.attrs) return mark;
    const attrs = await convertAttributes(mark.attrs);
    for (const name of ["previousValue", "newValue"])
      if (Object.hasOwn(attrs, name))
        attrs[name] = isMark(attrs[name])
          ? await convertMark(attrs[name])
          : await convertId(attrs.attrName, attrs[name]);
    return { ...mark, attrs };
  }

  async function convert(node: NodeJson): Promise<NodeJson> {
    const content = await convertAll(node.content ?? []);
    const marks: NodeJson["marks"] = [];
    for (const mark of node.marks ?? []) marks.push(await convertMark(mark));
    return {
      ...node,
      ...(node.attrs ? { attrs: await convertAttributes(node.attrs) } : {}),
      ...(node.content ? { content } : {}),
      ...(node.marks ? { marks } : {}),
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

const isMark = (value: unknown): value is { attrs?: Attributes } =>
  typeof value === "object" && value !== null && "type" in value;
