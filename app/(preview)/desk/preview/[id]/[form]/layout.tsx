import "#components/site/styles/site.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";
import { directionOf } from "#lib/times.ts";

export const metadata: Metadata = { title: "Preview", robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

type Props = { children: ReactNode; params: Promise<{ id: string; form: string }> };

/** A document with nothing around the small form of a story. */
export default async function SmallFormLayout({ children, params }: Props) {
  const { paper } = await loadPreview((await params).id);
  return (
    <html
      lang={paper.language}
      dir={directionOf(paper.language)}
      {...(paper.accent === "red" ? {} : { className: paper.accent })}
    >
      <body style={{ padding: 16 }}>{children}</body>
    </html>
  );
}
