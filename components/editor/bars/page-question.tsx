"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { PageOffer } from "../writing/text-paste.ts";

declare module "@tiptap/core" {
  interface EditorEvents {
    pageOffered: PageOffer;
  }
}

/** A paste opens it while one writes. */
export const PageDialog = lazyPart("The question about the page", () =>
  import("./page-dialog.tsx").then((part) => part.PageDialog),
);

/** Opens the question how a pasted whole page is to be inserted. */
export function PageQuestion({ editor }: { editor: Editor }) {
  const [offer, setOffer] = useState<PageOffer | null>(null);
  useEffect(() => {
    editor.on("pageOffered", setOffer);
    return () => {
      editor.off("pageOffered", setOffer);
    };
  }, [editor]);
  return offer && <PageDialog editor={editor} offer={offer} close={() => setOffer(null)} />;
}
