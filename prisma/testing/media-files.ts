// Small video and audio files for tests: right headers, and no pictures or sound that anybody could play.

const text = (value: string): Buffer => Buffer.from(value, "latin1");
const u8 = (...values: number[]): Buffer => Buffer.from(values);
const u16 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => u8((value >> 8) & 255, value & 255)));
const u32 = (...values: number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    }),
  );
const zeros = (count: number): Buffer => Buffer.alloc(count);

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), text(type), body]);
};
const fullBox = (type: string, ...parts: Buffer[]): Buffer => box(type, u32(0), ...parts);
const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** A minute at 1,000 units per second. */
const duration = 60_000;

type Track = { codec: string; kind: "vide" | "soun"; config: Buffer };

function track({ codec, kind, config }: Track, id: number): Buffer {
  const isVideo = kind === "vide";
  const entry = isVideo
    ? box(
        codec,
        zeros(6),
        u16(1),
        zeros(16),
        u16(640, 360),
        u32(0x480000, 0x480000, 0),
        u16(1),
        zeros(32),
        u16(24, 0xffff),
        config,
      )
    : box(codec, zeros(6), u16(1), zeros(8), u16(2, 16, 0, 0), u32(48_000 * 65_536), config);
  return box(
    "trak",
    fullBox(
      "tkhd",
      u32(0, 0, id, 0, duration),
      zeros(8),
      u16(0, 0, isVideo ? 0 : 256, 0),
      matrix,
      u32(640 << 16, 360 << 16),
    ),
    box(
      "mdia",
      fullBox("mdhd", u32(0, 0, 1000, duration), u16(0x55c4, 0)),
      fullBox("hdlr", u32(0), text(kind), zeros(12), text("x\0")),
      box(
        "minf",
        isVideo ? fullBox("vmhd", zeros(8)) : fullBox("smhd", zeros(4)),
        box("dinf", fullBox("dref", u32(1), box("url ", u32(1)))),
        box(
          "stbl",
          fullBox("stsd", u32(1), entry),
          fullBox("stts", u32(1, 1, duration)),
          fullBox("stsc", u32(1, 1, 1, 1)),
          fullBox("stsz", u32(0, 1, 4)),
          fullBox("stco", u32(1, 48)),
        ),
      ),
    ),
  );
}

const avcConfig = box(
  "avcC",
  u8(1, 0x64, 0, 0x1f, 0xff, 0xe1),
  u16(8),
  u8(0x67, 0x64, 0, 0x1f, 0xac, 0xd9, 0x40, 0x50),
  u8(1),
  u16(4),
  u8(0x68, 0xeb, 0xe3, 0xcb),
);
const aacConfig = fullBox(
  "esds",
  u8(3, 25),
  u16(1),
  u8(0, 4, 17, 0x40, 0x15, 0, 0, 0),
  u32(128_000, 128_000),
  u8(5, 2, 0x11, 0x90, 6, 1, 2),
);
const videoTracks: Record<string, Track> = {
  h264: { codec: "avc1", kind: "vide", config: avcConfig },
  hevc: { codec: "hvc1", kind: "vide", config: zeros(0) },
  av1: { codec: "av01", kind: "vide", config: box("av1C", u8(0x81, 0, 0x0c, 0)) },
  prores: { codec: "apch", kind: "vide", config: zeros(0) },
  aac: { codec: "mp4a", kind: "soun", config: aacConfig },
  ac3: { codec: "ac-3", kind: "soun", config: box("dac3", u8(0x10, 0x3d, 0xe0)) },
};

/** An MP4 with these tracks: "h264", "hevc", "av1", "prores", "aac", "ac3". */
export function mp4File(tracks: readonly string[], brand = "isom"): Buffer {
  const known = tracks.flatMap((name) => videoTracks[name] ?? []);
  return Buffer.concat([
    box("ftyp", text(brand), u32(512), text("isommp42")),
    box("mdat", zeros(2000)),
    box(
      "moov",
      fullBox(
        "mvhd",
        u32(0, 0, 1000, duration, 0x10000),
        u16(0x100),
        zeros(10),
        matrix,
        zeros(24),
        u32(known.length + 1),
      ),
      ...known.map((one, index) => track(one, index + 1)),
    ),
  ]);
}

/** An EBML element. */
const element = (id: readonly number[], body: Buffer): Buffer =>
  Buffer.concat([u8(...id), u8(0x08), u8(...[4, 3, 2, 1].map((n) => (body.length / 256 ** (n - 1)) & 255)), body]);

/** A WebM with these tracks by their codec ids: "V_VP9", "A_OPUS" …. */
export function webmFile(codecs: readonly string[], docType = "webm"): Buffer {
  const entries = codecs.map((codec, index) =>
    element(
      [0xae],
      Buffer.concat([
        element([0xd7], u8(index + 1)),
        element([0x73, 0xc5], u8(index + 1)),
        element([0x83], u8(codec.startsWith("V") ? 1 : 2)),
        element([0x86], text(codec)),
        ...(codec.startsWith("V")
          ? [element([0xe0], Buffer.concat([element([0xb0], u16(640)), element([0xba], u16(360))]))]
          : [element([0xe1], Buffer.concat([element([0xb5], u32(0x473b8000)), element([0x9f], u8(2))]))]),
      ]),
    ),
  );
  return Buffer.concat([
    element(
      [0x1a, 0x45, 0xdf, 0xa3],
      Buffer.concat([element([0x42, 0x82], text(docType)), element([0x42, 0x87], u8(4))]),
    ),
    element(
      [0x18, 0x53, 0x80, 0x67],
      Buffer.concat([
        element(
          [0x15, 0x49, 0xa9, 0x66],
          Buffer.concat([element([0x2a, 0xd7, 0xb1], u32(1_000_000)), element([0x44, 0x89], u32(0x476a6000))]),
        ),
        element([0x16, 0x54, 0xae, 0x6b], Buffer.concat(entries)),
      ]),
    ),
  ]);
}

/** MPEG 1 layer III at 128 kbit/s and 44,100 Hz, with an ID3 tag. */
export function mp3File(frames = 40): Buffer {
  const frame = Buffer.concat([u8(0xff, 0xfb, 0x90, 0x00), zeros(413)]);
  return Buffer.concat([text("ID3"), u8(3, 0, 0, 0, 0, 0, 0), ...Array.from({ length: frames }, () => frame)]);
}

const oggPage = (body: Buffer, sequence: number, flags: number): Buffer =>
  Buffer.concat([
    text("OggS"),
    u8(0, flags),
    zeros(8),
    u32(1),
    u8(sequence, 0, 0, 0),
    zeros(4),
    u8(1, body.length),
    body,
  ]);

/** Ogg with one track: "opus", "vorbis" or "theora". */
export function oggFile(codec: "opus" | "vorbis" | "theora"): Buffer {
  const head = {
    opus: Buffer.concat([text("OpusHead"), u8(1, 2, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0)]),
    vorbis: Buffer.concat([u8(1), text("vorbis"), zeros(4), u8(2, 0x80, 0xbb, 0, 0), zeros(12), u8(0xb8, 1)]),
    theora: Buffer.concat([u8(0x80), text("theora"), u8(3, 2, 1), zeros(32)]),
  }[codec];
  return Buffer.concat([oggPage(head, 0, 2), oggPage(zeros(20), 1, 4)]);
}
