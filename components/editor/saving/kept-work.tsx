"use client";
import type { Editor } from "@tiptap/react";
import type { Lookup } from "../lookup.ts";
import { KeptAside } from "./kept-aside.tsx";
import { KeptField } from "./kept-field.tsx";
import type { Saving } from "./use-story-loop.ts";

type Props = { editor: Editor; lookup: Lookup; saving: Saving };

/** All work of this person that has no place in the story any more. */
export const KeptWork = ({ editor, lookup, saving }: Props) => (
  <>
    {saving.kept
      .filter(({ field }) => field === undefined)
      .map((kept) => (
        <KeptAside key={kept.id} editor={editor} kept={kept} drop={saving.dropKept} />
      ))}
    {saving.lostFields.map((lost) => (
      <KeptField
        key={`${lost.node}/${lost.field}`}
        editor={editor}
        lookup={lookup}
        lost={lost}
        drop={saving.dropLostField}
      />
    ))}
  </>
);
