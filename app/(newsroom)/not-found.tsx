import type { Metadata } from "next";
import { MissingPage } from "#components/newsroom/missing-page.tsx";

export const metadata: Metadata = { title: "Page not found" };

export default function NewsroomNotFound() {
  return <MissingPage />;
}
