import type { Article } from '../article/article.ts';
import type { Picture } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { createPacing } from '../lib/pacing.ts';
import type { Collaborators, With } from './collaborators.ts';

type Parts = With<'readings' | 'downloadFile' | 'readFile' | 'readPictures' | 'readText' | 'clock'>;

/** Files are held in memory while they are read: so many requests at a time in one process. */
const mostAtOnce = 4;
/** No file takes so long to be fetched and read. */
const fairMs = 10 * 60_000;

/**
 * Reads the files of one request, several being the pages of one article, and pictures among them by
 * the model that sees. What was read from pictures is kept for the request, so that a job that runs
 * again pays nothing. Rejects as its parts do.
 */
export const createReadFiles = (collaborators: Parts): Collaborators['readFiles'] => {
  const { readings, downloadFile, readFile, readPictures, readText, clock } = collaborators;

  const readPicturesOnce = async (
    request: string,
    pictures: readonly Picture[],
    signal: AbortSignal,
  ): Promise<Article> => {
    if (readPictures === undefined) throw needsModel();
    const { title, text } = await readPictures(pictures, signal);
    const article = readText(title === '' ? text : `${title}\n\n${text}`);
    await readings.save(request, { article, at: clock.now(), etag: '', lastModified: '' });
    return article;
  };

  const inTurn = createPacing(mostAtOnce, fairMs);

  return async (request, files, { signal, arePhotos }) => {
    const earlier = await readings.load(request);
    if (earlier !== undefined) return { article: earlier.article, fromPicture: true };
    if (arePhotos && readPictures === undefined) throw needsModel();
    return inTurn(async () => {
      const articles: Article[] = [];
      const pictures: Picture[] = [];
      for (const { id } of files) {
        const content = await readFile(await downloadFile(id, signal), signal);
        if (content.kind === 'picture') pictures.push(content.picture);
        else articles.push(content.article);
      }
      const fromPicture = pictures.length > 0;
      if (fromPicture) articles.push(await readPicturesOnce(request, pictures, signal));
      return { article: asOne(articles), fromPicture };
    });
  };
};

const needsModel = (): Failure =>
  new Failure('picture-needs-model', 'no model works here that reads pictures');

const asOne = ([first, ...others]: readonly Article[]): Article => {
  if (first === undefined) throw new Failure('nothing-to-read', 'no file was given');
  return { ...first, text: [first, ...others].map((article) => article.text).join('\n\n') };
};
