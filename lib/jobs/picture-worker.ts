// Ends and begins the use of pictures and files on this node, at the instants that their rights name.
import { log } from "../log.ts";
import { applyNextDuePicture, msUntilNextDuePicture } from "../picture-desk/due-mutations.ts";
import { applyNextDueMedia, msUntilNextDueMedia } from "../picture-desk/media-mutations.ts";
import { DueWorker } from "./due-worker.ts";

export class PictureWorker extends DueWorker {
  constructor() {
    super({
      name: "picture worker",
      channel: "galley_picture",
      concurrency: 2,
      performOne,
      msUntilNext,
    });
  }
}

async function msUntilNext(): Promise<number | null> {
  const due = [await msUntilNextDuePicture(), await msUntilNextDueMedia()].filter((ms) => ms !== null);
  return due.length > 0 ? Math.min(...due) : null;
}

async function performOne(): Promise<boolean> {
  return (await performPicture()) || performMedia();
}

async function performMedia(): Promise<boolean> {
  const performed = await applyNextDueMedia();
  if (!performed) return false;
  const { id, change, storyCount } = performed;
  log.info({ media: id, change, storyCount }, "picture worker: rights of a file applied");
  return true;
}

async function performPicture(): Promise<boolean> {
  const performed = await applyNextDuePicture();
  if (!performed) return false;
  const { id, change, storyCount, lateMs } = performed;
  log.info({ picture: id, change, storyCount, lateMs: Math.round(lateMs) }, "picture worker: rights applied");
  return true;
}
