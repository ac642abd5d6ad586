import type { StoredFile } from '../files.ts';
import { asCaption, formatBotText } from '../text.ts';
import { granted, refused, type Refusal } from '../wire.ts';
import { method, type Scene } from './define.ts';
import { send, sendingParameters } from './sending.ts';

const megabyte = 1024 * 1024;
/** What a bot may send and, less of it, fetch. */
const limits = { document: 50 * megabyte, photo: 10 * megabyte, download: 20 * megabyte };

/** A file that came with the call, or one that is known already by its id. */
const fileOf = (
  { uploads, files }: Scene,
  kind: 'document' | 'photo',
  named: unknown,
): StoredFile | Refusal => {
  const reference = /^attach:\/\/(.+)$/s.exec(String(named))?.[1];
  const upload = uploads.find(({ name }) => name === (reference ?? kind));
  if (!upload) {
    return files.byId(String(named)) ?? refused(400, 'wrong file identifier/HTTP URL specified');
  }
  const { body: content, filename: name = '', type } = upload;
  if (content.length === 0) return refused(400, 'file must be non-empty');
  if (content.length > limits[kind]) return refused(413, 'Request Entity Too Large');
  return files.add({ name, type, size: content.length, content });
};

/** A file's caption, under the names that the wire has for it. */
const captionOf = (call: {
  caption?: string;
  parse_mode?: string;
  caption_entities?: Parameters<typeof formatBotText>[0]['entities'];
}) => {
  const { caption = '', parse_mode, caption_entities: entities } = call;
  const formatted = formatBotText({ text: caption, parse_mode, entities }, 'caption');
  return 'error_code' in formatted ? formatted : asCaption(formatted);
};

const captioned = ['caption', 'parse_mode', 'caption_entities'] as const;

const sendDocument = method(
  'sendDocument',
  [...sendingParameters, ...captioned, 'document', 'disable_content_type_detection'],
  (call, scene) => {
    const caption = captionOf(call);
    if ('error_code' in caption) return caption;
    return send(scene.world, call, () => {
      const file = fileOf(scene, 'document', call.document);
      if ('error_code' in file) return file;
      const { file_id, file_unique_id, file_size, name: file_name, type: mime_type } = file;
      return { ...caption, document: { file_id, file_unique_id, file_size, file_name, mime_type } };
    });
  },
);

const sendPhoto = method(
  'sendPhoto',
  [...sendingParameters, ...captioned, 'photo'],
  (call, scene) => {
    const caption = captionOf(call);
    if ('error_code' in caption) return caption;
    return send(scene.world, call, () => {
      const file = fileOf(scene, 'photo', call.photo);
      if ('error_code' in file) return file;
      const { file_id, file_unique_id, file_size } = file;
      return {
        ...caption,
        photo: [{ file_id, file_unique_id, file_size, width: 1280, height: 960 }],
      };
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

export const fileMethods = [sendDocument, sendPhoto, getFile];
