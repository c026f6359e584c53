"use client";
import { Button, Menu } from "@mantine/core";
import { IconCamera, IconCheck, IconChevronDown, IconFolder, IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { acceptedPictures } from "#lib/pictures/limits.ts";
import library from "../library.module.css";
import { picturesIn } from "./given-files.ts";
import classes from "./upload.module.css";

export type PresetChoice = { id: string; name: string };

type Props = {
  presets: readonly PresetChoice[];
  presetId: string | null;
  onPreset: (id: string | null) => void;
  onFiles: (files: File[]) => void;
};

type Source = "files" | "folder" | "camera";

/** Chooses pictures from files, a folder or the camera, and the preset whose values they get. */
export function UploadButton({ presets, presetId, onPreset, onFiles }: Props) {
  const inputs = useRef<Record<Source, HTMLInputElement | null>>({ files: null, folder: null, camera: null });
  const open = (source: Source) => inputs.current[source]?.click();
  const input = (source: Source, more: object) => (
    <input
      ref={(element) => {
        inputs.current[source] = element;
      }}
      type="file"
      hidden
      data-upload={source}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = ""; // so that the same file can be chosen again
        onFiles(source === "folder" ? picturesIn(files) : files);
      }}
      {...more}
    />
  );
  return (
    <div className={classes.buttons}>
      <Button
        variant="filled"
        className={library.upload ?? ""}
        aria-label="Upload pictures"
        onClick={() => open("files")}
      >
        <IconUpload size={16} stroke={1.8} aria-hidden="true" />
        <span>Upload pictures</span>
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="filled" className={classes.more ?? ""} aria-label="More ways to upload">
            <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolder size={16} stroke={1.6} />} onClick={() => open("folder")}>
            Upload a folder
          </Menu.Item>
          <Menu.Item leftSection={<IconCamera size={16} stroke={1.6} />} onClick={() => open("camera")}>
            Take a photo
          </Menu.Item>
          {presets.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>Preset for new uploads</Menu.Label>
              {[{ id: null, name: "No preset" }, ...presets].map(({ id, name }) => (
                <Menu.Item
                  key={id ?? ""}
                  role="menuitemradio"
                  aria-checked={id === presetId}
                  leftSection={
                    id === presetId ? <IconCheck size={16} stroke={1.6} /> : <span className={classes.mark} />
                  }
                  onClick={() => onPreset(id)}
                >
                  {name}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {input("files", { multiple: true, accept: acceptedPictures })}
      {input("folder", { multiple: true, webkitdirectory: "" })}
      {input("camera", { accept: "image/*", capture: "environment" })}
    </div>
  );
}
