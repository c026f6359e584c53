import * as z from "zod";

export const takePictureSchema = z.object({
  /** The upload preset whose values fill what the file leaves empty. */
  presetId: z.uuid().nullish(),
  /** The story whose editor takes it: while that is confidential, the picture is from the start. */
  storyId: z.uuid().nullish(),
});

export type TakePicture = z.output<typeof takePictureSchema>;
