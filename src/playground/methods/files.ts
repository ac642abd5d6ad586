import type { StoredFile } from '../files.ts';
import { asCaption, formatBotText } from '../text.ts';
import { granted, refused, type Refusal } from '../wire.ts';
import { method, type Scene } from './define.ts';
import { send, sendingParameters } from './sending.ts';

const megabyte = 1024 * 1024;
/** What a bot may send and, less of it, fetch. */
const limits = { upload: 50 * megabyte, download: 20 * megabyte };

/** A file that came with the call, or one that is known already by its id. */
const fileOf = ({ uploads, files }: Scene, named: unknown): StoredFile | Refusal => {
  const reference = /^attach:\/\/(.+)$/s.exec(String(named))?.[1] ?? 'document';
  const upload = uploads.find(({ name }) => name === reference);
  if (!upload) {
    return files.byId(String(named)) ?? refused(400, 'wrong file identifier/HTTP URL specified');
  }
  const { body: content, filename: name = '', type } = upload;
  if (content.length === 0) return refused(400, 'file must be non-empty');
  if (content.length > limits.upload) return refused(413, 'Request Entity Too Large');
  return files.add({ name, type, size: content.length, content });
};

const sendDocument = method(
  'sendDocument',
  [
    ...sendingParameters,
    'document',
    'caption',
    'parse_mode',
    'caption_entities',
    'disable_content_type_detection',
  ],
  ({ caption: text = '', caption_entities: entities = [], ...call }, scene) => {
    const caption = formatBotText({ text, parse_mode: call.parse_mode, entities }, 'caption');
    if ('error_code' in caption) return caption;
    return send(scene.world, call, () => {
      const file = fileOf(scene, call.document);
      if ('error_code' in file) return file;
      const { file_id, file_unique_id, file_size, name: file_name, type: mime_type } = file;
      const document = { file_id, file_unique_id, file_size, file_name, mime_type };
      return { ...asCaption(caption), document };
    });
  },
);

const getFile = method('getFile', ['file_id'], (call, { files }) => {
  const file = files.byId(call.file_id);
  if (!file) return refused(400, 'wrong file_id or the file is temporarily unavailable');
  if (file.file_size > limits.download) return refused(400, 'file is too big');
  const { file_id, file_unique_id, file_size, file_path } = file;
  return granted({ file_id, file_unique_id, file_size, file_path });
});

export const fileMethods = [sendDocument, getFile];
