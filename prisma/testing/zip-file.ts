import { crc32, deflateRawSync } from "node:zlib";

const u16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
};
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
};

/** A zip archive of these files by name. */
export function zipFile(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    const facts = Buffer.concat([
      u16(20, 0, 8, 0, 33),
      u32(crc32(plain), packed.length, plain.length),
      u16(path.length, 0),
    ]);
    const local = Buffer.concat([u32(0x04034b50), facts, path, packed]);
    central.push(Buffer.concat([u32(0x02014b50), u16(20), facts, u16(0, 0, 0), u32(0, offset), path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const count = central.length;
  return Buffer.concat([
    ...locals,
    directory,
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(directory.length, offset),
    u16(0),
  ]);
}

const type = (part: string, name: string): string =>
  `<Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${name}.main+xml"/></Types>`;

/** A document of Word or a spreadsheet of Excel, with further files in it. */
export const officeFile = (kind: "docx" | "xlsx", more: Readonly<Record<string, string>> = {}): Buffer =>
  zipFile(
    kind === "docx"
      ? {
          "[Content_Types].xml": type("word/document.xml", "wordprocessingml.document"),
          "word/document.xml": "<w:document/>",
          ...more,
        }
      : {
          "[Content_Types].xml": type("xl/workbook.xml", "spreadsheetml.sheet"),
          "xl/workbook.xml": "<workbook/>",
          ...more,
        },
  );
