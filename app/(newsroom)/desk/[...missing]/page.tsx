import { notFound } from "next/navigation";

/** Every address here that no other page has: answers 404 inside the newsroom. */
export default function MissingAddress() {
  notFound();
}
