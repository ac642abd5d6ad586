/** One part of a form: a field, or a file with the name its sender gave it. */
export type Part = { name: string; filename: string | undefined; type: string; body: Buffer };

const crlf = '\r\n';
const lineBreak = Buffer.from(crlf);
const headersEnd = Buffer.from(crlf + crlf);
const partLimit = 200;

/** `name="a"; filename=ملف.txt`: quoted or not, in UTF-8 as grammY writes it. */
const parameterOf = (header: string, name: string): string | undefined => {
  const match = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;]*))`, 'i').exec(header);
  return (match?.[1] ?? match?.[2])?.trim();
};

const headerOf = (headers: string, name: string): string =>
  headers
    .split(crlf)
    .find((line) => line.toLowerCase().startsWith(`${name}:`))
    ?.slice(name.length + 1) ?? '';

const partOf = (raw: Buffer): Part | undefined => {
  const end = raw.indexOf(headersEnd);
  if (end < 0) return undefined;
  const headers = raw.subarray(0, end).toString('utf8');
  const disposition = headerOf(headers, 'content-disposition');
  const name = parameterOf(disposition, 'name');
  if (name === undefined) return undefined;
  return {
    name,
    filename: parameterOf(disposition, 'filename'),
    type: headerOf(headers, 'content-type').trim(),
    body: raw.subarray(end + headersEnd.length),
  };
};

/**
 * Reads a multipart/form-data body, or gives undefined where it is none. Our own, since grammY
 * sends file names unquoted and in raw UTF-8, which common parsers refuse or drop.
 */
export const parseMultipart = (body: Buffer, contentType: string): Part[] | undefined => {
  const boundary = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType);
  const marker = boundary?.[1] ?? boundary?.[2];
  if (marker === undefined) return undefined;
  const opening = Buffer.from(`--${marker}`);
  const delimiter = Buffer.concat([lineBreak, opening]);
  if (!body.subarray(0, opening.length).equals(opening)) return undefined;
  const parts: Part[] = [];
  let at = opening.length;
  while (parts.length < partLimit) {
    if (body.subarray(at, at + 2).toString('latin1') === '--') return parts;
    const end = body.indexOf(delimiter, at);
    if (end < 0) return undefined;
    const part = partOf(body.subarray(at + lineBreak.length, end));
    if (!part) return undefined;
    parts.push(part);
    at = end + delimiter.length;
  }
  return undefined;
};
