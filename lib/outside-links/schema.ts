import * as z from "zod";

export const linksSchema = z.object({ urls: z.array(z.string().max(2_000)).max(500) });
