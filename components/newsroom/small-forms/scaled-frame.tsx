"use client";
import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import classes from "./scaled-frame.module.css";

type Props = {
  src: string;
  title: string;
  /** Pixels of the screen on which the page is shown; it is made smaller where there is less room. */
  width: number;
  colorScheme?: "light" | "dark";
  frameRef?: Ref<HTMLIFrameElement>;
  onLoad?: () => void;
};

/** A page in a frame without scripts. It has the same origin, so that pictures are loaded with the session. */
export function ScaledFrame({ src, title, width, colorScheme, frameRef, onLoad }: Props) {
  const stage = useElementSize();
  const scale = stage.width > 0 ? Math.min(1, stage.width / width) : 1;
  return (
    <div ref={stage.ref} className={classes.stage}>
      <iframe
        key={src}
        ref={frameRef}
        src={src}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        title={title}
        onLoad={onLoad}
        style={{ width, height: `${100 / scale}%`, transform: `scale(${scale})`, colorScheme }}
      />
    </div>
  );
}
