"use client";
import { useRouter } from "next/navigation";
import { type DragEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { readPresets } from "#lib/pictures/library/actions.ts";
import { keepReading } from "../../keep-reading.ts";
import library from "../library.module.css";
import { isPictureDrag } from "../picture-drag.ts";
import { filesGiven } from "./given-files.ts";
import type { PresetChoice } from "./upload-button.tsx";
import type { UploadItem, UploadList } from "./upload-list.ts";
import { UploadPanel } from "./upload-panel.tsx";
import { useUploads } from "./use-uploads.ts";

/** Milliseconds between refreshes of the grid while many pictures arrive. */
const refreshMs = 2000;

export type LibraryUploads = {
  list: UploadList;
  items: readonly UploadItem[];
  presets: readonly PresetChoice[];
  presetId: string | null;
  onPreset: (id: string | null) => void;
  onFiles: (files: File[]) => void;
};

/** The uploads of the library's page, and the preset for new ones. The grid is refreshed while pictures arrive. */
export function useLibraryUploads(): LibraryUploads {
  const { list, items } = useUploads();
  const [presets, setPresets] = useState<readonly PresetChoice[]>([]);
  const [presetId, onPreset] = useState<string | null>(null);
  useEffect(() => keepReading(() => readPresets({}), setPresets), []);
  useRefresh(items.filter(({ state }) => state === "done" || state === "alike").length);
  const onFiles = (files: File[]) => files.length > 0 && list.add(files, presetId);
  return { list, items, presets, presetId, onPreset, onFiles };
}

/** Refreshes the page soon after the number has changed, and at most every two seconds. */
function useRefresh(arrived: number): void {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (arrived === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      router.refresh();
    }, refreshMs);
  }, [arrived, router]);
  useEffect(() => () => clearTimeout(timer.current), []);
}

/** Takes files that are dropped on the library or pasted into it, and shows the uploads. */
export function UploadZone({ list, items, onFiles, children }: LibraryUploads & { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  const take = useCallback(
    (data: DataTransfer | null) => void filesGiven(data).then((files) => latest.current(files)),
    [],
  );
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData?.types.includes("Files")) return;
      event.preventDefault();
      take(event.clipboardData);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [take]);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files") && !isPictureDrag(event);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button does the same by keyboard
    <div
      className={library.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer);
      }}
    >
      {children}
      <UploadPanel list={list} items={items} />
    </div>
  );
}
