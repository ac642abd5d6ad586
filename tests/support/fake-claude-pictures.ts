import { crc32, deflateSync } from 'node:zlib';

/** Pictures for tests: real PNG files, whose printed text stands in a chunk that the fake reads. */

type ImageBlock = {
  type: string;
  source?: { type?: string; media_type?: string; data?: string };
  transformations?: Record<string, unknown>;
};

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const keyword = 'Description';

/** A grey page with this text on it, as a camera would give it. */
export const pictureOf = (
  text: string,
  {
    title = '',
    width = 1000,
    height = 1400,
  }: { title?: string; width?: number; height?: number } = {},
): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  const printed = Buffer.from(`${keyword}\0\0\0\0\0${JSON.stringify({ title, text })}`);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('iTXt', printed),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const bytesOf = ({ source }: ImageBlock): Buffer => Buffer.from(source?.data ?? '', 'base64');

/** What is printed on a picture made by `pictureOf`; nothing on any other. */
export const printedOn = (block: ImageBlock): { title: string; text: string } => {
  const bytes = bytesOf(block);
  const at = bytes.indexOf(`iTXt${keyword}`, 0, 'latin1');
  if (at === -1) return { title: '', text: '' };
  const from = at + 4 + keyword.length + 5;
  return JSON.parse(bytes.toString('utf8', from, at + 4 + bytes.readUInt32BE(at - 4))) as {
    title: string;
    text: string;
  };
};

const kinds: Record<string, (bytes: Buffer) => boolean> = {
  'image/jpeg': (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8,
  'image/png': (bytes) => bytes.subarray(0, 8).equals(signature),
  'image/gif': (bytes) => bytes.toString('latin1', 0, 4) === 'GIF8',
  'image/webp': (bytes) => bytes.toString('latin1', 8, 12) === 'WEBP',
};

/** Why the API would refuse an image block; the limits are those of its documentation. */
export const refusalOfImage = (block: ImageBlock): string | undefined => {
  const { source, transformations = {} } = block;
  if (source?.type !== 'base64') return 'image.source: this fake takes base64 only';
  const looksLike = kinds[source.media_type ?? ''];
  if (looksLike === undefined) return `image.source.media_type: ${source.media_type}`;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(source.data ?? '')) return 'image.source.data: invalid base64';
  if ((source.data ?? '').length > 10 * 1024 * 1024) return 'image exceeds 10 MB maximum';
  const bytes = bytesOf(block);
  if (!looksLike(bytes)) {
    return `image: specified as ${source.media_type} but the image appears to be another`;
  }
  const unknown = Object.keys(transformations).find((key) => key !== 'oversized_image');
  if (unknown !== undefined) return `image.transformations.${unknown}: Extra inputs`;
  if (source.media_type !== 'image/png') return undefined;
  const longest = Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (longest > 8_000) return 'image dimensions exceed 8000 pixels';
  return transformations.oversized_image === 'error' && longest > 2_576
    ? 'image would have to be downsized'
    : undefined;
};
