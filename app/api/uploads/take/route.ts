import { route } from "#lib/route.ts";
import { takeUpload } from "#lib/uploads/resumable.ts";
import { takeUploadSchema } from "#lib/uploads/schema.ts";

export const dynamic = "force-dynamic";

/** Takes over a file that has arrived whole, see resumable. */
export const POST = route(takeUploadSchema, (actor, { upload, fields }) => takeUpload(actor, upload, fields));
