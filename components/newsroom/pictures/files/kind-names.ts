import type { MediaKind } from "#lib/media/types.ts";

export const kindNames: Record<MediaKind, string> = { VIDEO: "Video", AUDIO: "Audio", DOCUMENT: "File" };
