import * as z from "zod";

export const paperFallbackSchema = z.object({ pictureId: z.uuid().nullable() });
