import type { IncomingMessage, ServerResponse } from 'node:http';

/** The parameters of a call as they came: values of JSON, or the strings of a form. */
export type Arguments = {
  values: Record<string, unknown>;
  /** Forms and addresses know strings only; such values may still hold JSON. */
  asStrings: boolean;
  files: Part[];
};

/** The address that a request asks for; what is no address asks for the page. */
export const addressOf = ({ url = '/' }: IncomingMessage): URL =>
  URL.canParse(url, 'http://localhost')
    ? new URL(url, 'http://localhost')
    : new URL('http://localhost');

/** The whole body, or undefined if it is longer than `limit` bytes. */
export const readBody = async (
  req: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request is a stream of buffers unless somebody sets its encoding, which nobody here does.
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
};

/** Parses JSON from outside; undefined where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fromJson = (body: Buffer): Arguments | undefined => {
  const values = body.length === 0 ? {} : parseJson(body.toString('utf8'));
  return isRecord(values) ? { values, asStrings: false, files: [] } : undefined;
};

const fromForm = (body: Buffer, contentType: string): Arguments | undefined => {
  const parts = parseMultipart(body, contentType);
  if (!parts) return undefined;
  const fields = parts.filter(({ filename }) => filename === undefined);
  return {
    values: Object.fromEntries(fields.map(({ name, body }) => [name, body.toString('utf8')])),
    asStrings: true,
    files: parts.filter(({ filename }) => filename !== undefined),
  };
};

/** What a call brings with it, wherever it stands: address, JSON, form or multipart form. */
export const readArguments = (
  body: Buffer,
  contentType: string,
  query: URLSearchParams,
): Arguments | undefined => {
  const inAddress = Object.fromEntries(query);
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const inBody = (): Arguments | undefined => {
    if (type === 'application/json') return fromJson(body);
    if (type === 'multipart/form-data') return fromForm(body, contentType);
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return { values: form, asStrings: true, files: [] };
  };
  const found = inBody();
  if (!found || query.size === 0) return found;
  return { ...found, values: { ...inAddress, ...found.values }, asStrings: true };
};

/** Answers with JSON and ends. */
export const sendJson = (res: ServerResponse, status: number, content: unknown): void => {
  const body = Buffer.from(JSON.stringify(content));
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(body);
};

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
const parseMultipart = (body: Buffer, contentType: string): Part[] | undefined => {
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
