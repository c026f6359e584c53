"use client";
import type { Editor } from "@tiptap/react";
import { useEffect, useRef } from "react";
import { giveFocusBack } from "#components/newsroom/dialog.tsx";
import type { Lookup } from "../lookup.ts";
import { KeptAside } from "./kept-aside.tsx";
import { KeptField } from "./kept-field.tsx";
import type { Saving } from "./use-story-loop.ts";

type Props = { editor: Editor; lookup: Lookup; saving: Saving };

/** All work of this person that has no place in the story any more. */
export function KeptWork({ editor, lookup, saving }: Props) {
  const { kept, lostFields } = saving;
  const count = kept.length + lostFields.length;
  const before = useRef(count);
  // The button of a choice disappears with it: the focus moves on to the next choice, or to the tab below.
  useEffect(() => {
    if (count < before.current)
      giveFocusBack(
        document.querySelector('#story-panel section[aria-label^="Kept aside"]') ??
          document.querySelector("#story-panel [role=tab][aria-selected=true]"),
      );
    before.current = count;
  }, [count]);
  return (
    <>
      {kept
        .filter(({ field }) => field === undefined)
        .map((one) => (
          <KeptAside key={one.id} editor={editor} kept={one} drop={saving.dropKept} />
        ))}
      {lostFields.map((lost) => (
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
}
