import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { NewsroomDocument } from "#components/newsroom/document.tsx";
import { requestNonce } from "#lib/auth/loaders.ts";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function AuthLayout({ children }: { children: ReactNode }) {
  return <NewsroomDocument nonce={await requestNonce()}>{children}</NewsroomDocument>;
}
