// Runs in the decoding process only. libvips comes without a decoder for HEVC, so libheif as WebAssembly decodes it.
import { createRequire } from "node:module";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { maxPixels } from "./limits.ts";

type HeifImage = {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (target: object | null) => void,
  ): void;
};
type Libheif = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };

/** A HEIC has more pixels than are allowed. */
export class TooManyPixels extends Error {}

/**
 * Decodes the main picture of a HEIC, turned upright as the file says.
 * @returns an uncompressed PNG with the file's colour profile
 * @throws TooManyPixels, or an Error if it is damaged
 */
export async function pngOfHeic(bytes: Buffer): Promise<Buffer> {
  console.log = () => {}; // libheif names faults there, where the answer of this process belongs
  // Loaded only when it is needed, because it takes 100 ms.
  const { HeifDecoder } = createRequire(import.meta.url)("libheif-js/wasm-bundle") as Libheif;
  const images = new HeifDecoder().decode(bytes);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new Error("the file has no picture");
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > maxPixels) throw new TooManyPixels();
  const data = new Uint8ClampedArray(width * height * 4);
  await new Promise<void>((resolve, reject) =>
    image.display({ data, width, height }, (shown) =>
      shown ? resolve() : reject(new Error("the picture is damaged")),
    ),
  );
  const png = await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const { icc } = await sharp(bytes).metadata();
  return icc ? withProfile(png, icc) : png;
}

/** Adds a colour profile after the header of a PNG. */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from("iCCPprofile\0\0", "latin1"), deflateSync(profile)]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  const headerEnd = 33; // signature and IHDR
  // sharp writes no profile of its own into a PNG of raw pixels.
  return Buffer.concat([png.subarray(0, headerEnd), size, body, check, png.subarray(headerEnd)]);
}
