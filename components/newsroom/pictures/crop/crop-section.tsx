"use client";
import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { PictureCrops } from "#lib/picture-desk/crop-data.ts";
import pageClasses from "../page/picture-page.module.css";
import { CropPreviews } from "./crop-previews.tsx";
import { factsOfDraft } from "./draft-facts.ts";

const CropDialog = dynamic(() => import("./crop-dialog.tsx"), { ssr: false });

/** How readers see the picture where it is cut, and the button that changes it. */
export function CropSection({ crops: atFirst }: { crops: PictureCrops }) {
  const [crops, setCrops] = useState(atFirst);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={pageClasses.section} aria-labelledby="crop-title">
      <h2 id="crop-title">As readers see it</h2>
      <CropPreviews facts={factsOfDraft(crops, crops.focal, crops.crops)} src={crops.src} />
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          Crop
        </Button>
      </div>
      {isOpen && <CropDialog crops={crops} onClose={() => setOpen(false)} onSaved={setCrops} />}
    </section>
  );
}
