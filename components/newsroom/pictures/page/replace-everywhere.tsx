"use client";
import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Problem } from "../../problem.tsx";
import { useServerAction } from "../../use-server-action.ts";
import { LazyPicker } from "../picker/lazy-picker.tsx";
import { type ChosenPicture, uploadPicture } from "../upload-picture.ts";

const ReplaceDialog = dynamic(() => import("./replace-dialog.tsx"), { ssr: false });

/** The button with which a picture is replaced in everything that uses it: choose another one, read what changes, confirm. */
export function ReplaceEverywhere({ picture }: { picture: ChosenPicture }) {
  const upload = useServerAction(uploadPicture);
  const [isChoosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<ChosenPicture | null>(null);
  return (
    <div>
      <Button variant="default" onClick={() => setChoosing(true)}>
        {upload.pending ? "Uploading …" : "Replace everywhere"}
      </Button>
      <Problem failure={upload.failure} />
      {isChoosing && (
        <LazyPicker
          isMultiple={false}
          close={() => setChoosing(false)}
          choose={(answer) => {
            setChoosing(false);
            const [file] = "files" in answer ? answer.files : [];
            const [found] = "pictures" in answer ? answer.pictures : [];
            if (file) upload.send(file, setChosen);
            else if (found) setChosen({ id: found.id, src: found.src });
          }}
        />
      )}
      {chosen && <ReplaceDialog from={picture} to={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}
