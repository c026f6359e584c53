// Every kind of node of a story with its definition, by name.
import { type BlockNodeName, blockNodes } from "./blocks/registry.ts";
import { inlineNodes } from "./inline-nodes.ts";
import type { NodeDefinition } from "./node-definition.ts";
import { zoneNodes } from "./zone-nodes.ts";

export type NodeName = keyof typeof zoneNodes | BlockNodeName | keyof typeof inlineNodes;

/** In the order of the schema. */
export const nodeDefinitions: Readonly<Record<NodeName, NodeDefinition>> = {
  ...zoneNodes,
  ...blockNodes,
  ...inlineNodes,
};

/** The definition of a node by a name that may come from anywhere; null for a name that no node has. */
export const definitionOf = (name: unknown): NodeDefinition | null =>
  typeof name === "string" && Object.hasOwn(nodeDefinitions, name) ? nodeDefinitions[name as NodeName] : null;

type Named = { type: { name: string } };
/** Whether a node shows a picture with caption and credit. */
export const isPicture = (node: Named): boolean => definitionOf(node.type.name)?.isPicture === true;
/** Whether a node shows a video, a sound or a file. */
export const isMedia = (node: Named): boolean => definitionOf(node.type.name)?.isMedia === true;
/** Whether a node shows content of another site. */
export const isEmbed = (node: Named): boolean => definitionOf(node.type.name)?.isEmbed === true;
/** Whether the text of a node is a caption: of a picture, a video, a sound, a file or content of another site. */
export const isCaptioned = (node: Named): boolean => isPicture(node) || isMedia(node) || isEmbed(node);
/** Whether a node is captioned, or a block of such nodes, as a gallery. */
export const holdsCaptioned = (node: Named & { children: readonly Named[] }): boolean =>
  isCaptioned(node) || node.children.some(isCaptioned);
/** Whether a node is for the newsroom only. */
export const isPrivate = (node: Named): boolean => definitionOf(node.type.name)?.isPrivate === true;
/** Whether a node is lines of a program. */
export const isCode = (node: { type: { spec: { code?: boolean | undefined } } }): boolean =>
  node.type.spec.code === true;
export const isFootnote = (node: Named): boolean => node.type.name === "footnote";
/** Whether the text of a node is never joined with other text. */
export const isApart = (node: Named & Parameters<typeof isCode>[0]): boolean =>
  isPrivate(node) || isCode(node) || isFootnote(node);
/** Whether a node is a box around other blocks, under a title. */
export const isBox = (node: Named): boolean => definitionOf(node.type.name)?.isBox === true;
/** Whether a node is a line such as a caption or a cell, which is never joined with another line. */
export const isSeparateLine = (node: Named): boolean => definitionOf(node.type.name)?.isSeparateLine === true;
