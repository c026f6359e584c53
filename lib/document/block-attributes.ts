import { blockFields, blockId, validator } from "./attributes.ts";

/**
 * Every block has an id of its own, made by the client that makes the block. It may be absent only inside a
 * transaction, until `repairIds` has looked at it; the guard lets no document without ids in.
 */
export const blockIdAttribute = () => ({
  id: {
    default: null,
    keepOnSplit: false,
    validate: validator(blockId.nullable(), "id"),
    parseHTML: (element: HTMLElement) => {
      const id = element.getAttribute("data-id");
      return id !== null && blockId.safeParse(id).success ? id : null;
    },
    renderHTML: (attributes: Record<string, unknown>) => (attributes.id === null ? {} : { "data-id": attributes.id }),
  },
});

/** The value of a data attribute when it is one that the field may hold, else null (the default is taken). */
export const pasted = (name: keyof typeof blockFields, read: (text: string) => unknown = (text) => text) => ({
  validate: validator(blockFields[name], name),
  parseHTML: (element: HTMLElement) => {
    const text = element.getAttribute(`data-${name}`);
    const value = text === null ? null : blockFields[name].safeParse(read(text));
    return value?.success ? value.data : null;
  },
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) },
});

export const pictureAttributes = () => ({
  picture: { default: null, ...pasted("picture") },
  alt: { default: "", ...pasted("alt") },
  decorative: { default: false, ...pasted("decorative", (text) => text === "true") },
  crop: { default: null, ...pasted("crop") },
});
