"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { isPicture } from "#lib/document/nodes.ts";
import type { Lookup } from "../lookup.ts";
import { CropRow } from "./crop-row.tsx";
import classes from "./panel.module.css";
import { CheckRow, SelectRow, TextRow } from "./rows.tsx";
import { useField } from "./use-field.ts";

/** `hasSize`: a picture of a gallery is as large as the others in it. */
type Figure = { id: string; picture: string | null; isMain: boolean; hasSize: boolean };

/** Alt text, crop and size of each picture. */
export function PictureParts({ editor, lookup }: { editor: Editor; lookup: Lookup }) {
  const figures = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const found: Figure[] = [];
      now.state.doc.descendants((node, _pos, parent) => {
        const isMain = node.type.name === "mainFigure";
        if (isPicture(node) && typeof node.attrs.id === "string")
          found.push({
            id: node.attrs.id,
            picture: node.attrs.picture,
            isMain,
            hasSize: !isMain && parent === now.state.doc,
          });
        return !node.isTextblock;
      });
      return found;
    },
  });
  if (figures.length === 0) return null;
  return (
    <>
      <h3 className={classes.sub}>Pictures</h3>
      {figures.map((figure, i) => (
        <PicturePart
          key={figure.id}
          editor={editor}
          figure={figure}
          look={figure.picture === null ? undefined : lookup.pictures.get(figure.picture)}
          name={figure.isMain ? "Main picture" : `Picture ${figures[0]?.isMain ? i : i + 1}`}
        />
      ))}
    </>
  );
}

type PartProps = {
  editor: Editor;
  figure: Figure;
  look: ReturnType<Lookup["pictures"]["get"]>;
  name: string;
};

function PicturePart({ editor, figure, look, name }: PartProps) {
  const alt = useField(editor, { node: figure.id, field: "alt" });
  const decorative = useField(editor, { node: figure.id, field: "decorative" });
  const size = useField(editor, { node: figure.id, field: "size" });
  const crop = useField(editor, { node: figure.id, field: "crop" });
  return (
    <fieldset className={classes.picture} data-block={figure.id}>
      <legend>
        {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
        {look && <img src={look.src} alt="" width={48} height={32} />}
        {name}
      </legend>
      {decorative.value !== true && (
        <TextRow
          label="Alt text"
          field={alt}
          max={1000}
          lines={2}
          placeholder="Describe the picture for people who can’t see it"
        />
      )}
      <CheckRow label="Decorative (adds no information)" field={decorative} />
      {look && <CropRow field={crop} look={look} name={name} />}
      {figure.hasSize && (
        <SelectRow
          label="Size"
          field={size}
          options={[
            { value: "normal", name: "Normal" },
            { value: "wide", name: "Wide" },
            { value: "small", name: "Small" },
          ]}
        />
      )}
    </fieldset>
  );
}
