import * as z from "zod";

export const takeUploadSchema = z.object({
  /** The id of the upload: the last part of its address. */
  upload: z.uuid(),
  /** What its purpose needs besides the file. */
  fields: z.record(z.string(), z.unknown()).default({}),
});
