import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./newsroom.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { ReactNode } from "react";
import { MantineRoot } from "./mantine-root.tsx";

/** The html element of all staff pages. */
export function NewsroomDocument({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <html lang="en-GB" {...mantineHtmlProps}>
      <body>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
        <MantineRoot nonce={nonce}>{children}</MantineRoot>
      </body>
    </html>
  );
}
