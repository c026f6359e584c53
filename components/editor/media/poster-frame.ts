// A frame of a chosen video, captured in the browser, because the server has no decoder of videos.
import { setPoster } from "#lib/media/actions.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import type { Lookup } from "../lookup.ts";
import { uploadPicture } from "../pictures/upload.ts";

/** Many videos begin with a black frame. */
const atSecond = 1;
const timeoutMs = 15_000;

/** Null where the browser cannot show the video. */
async function captureFrame(file: File): Promise<Blob | null> {
  const video = document.createElement("video");
  const address = URL.createObjectURL(file);
  try {
    const happens = (event: string) =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), timeoutMs);
        const end = (isThere: boolean) => () => {
          clearTimeout(timer);
          resolve(isThere);
        };
        video.addEventListener(event, end(true), { once: true });
        video.addEventListener("error", end(false), { once: true });
      });
    video.muted = true;
    video.playsInline = true;
    video.preload = "auto";
    const loaded = happens("loadeddata");
    video.src = address;
    if (!(await loaded) || video.videoWidth === 0) return null;
    const sought = happens("seeked");
    video.currentTime = Math.min(atSecond, (Number.isFinite(video.duration) ? video.duration : 0) / 2);
    if (!(await sought)) return null;
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d")?.drawImage(video, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  }
}

/** Uploads a frame of the video as its poster. Returns the picture's id; null if there is one already, or none can be made. */
export async function uploadPoster(lookup: Lookup, file: File, media: StoredMedia): Promise<string | null> {
  if (media.posterId !== null) return null;
  const frame = await captureFrame(file);
  if (!frame) return null;
  const name = `${file.name.replace(/\.[a-z0-9]+$/i, "")} poster.jpg`;
  const answer = await uploadPicture(new File([frame], name, { type: "image/jpeg" }), () => {});
  if (!answer.ok) return null;
  const { id, width, height, color, src } = answer.data;
  lookup.add({ pictures: { [id]: { width, height, color, src } } });
  await setPoster({ id: media.id, pictureId: id });
  return id;
}
