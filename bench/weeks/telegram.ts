import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A digest as Telegram got it. */
export type Sent = { reader: number; digest: string; at: number; html: string };

/** What becomes of the next message: lost before it arrives, or after, or told to wait. */
type Trouble = 'flood' | 'lost-answer';

const commitMs = 5;

/** Telegram, which counts a message when it arrives and answers it a little later. */
export const startTelegram = async (clock: { now: () => number }) => {
  const sent: Sent[] = [];
  const troubles: Trouble[] = [];
  const shut = new Set<number>();
  const counts = { floods: 0, lostAnswers: 0, refused: 0, most: 0 };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as {
      chat_id?: number;
      text?: string;
      reply_markup?: unknown;
    };
    const answer = (status: number, json: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    };
    const reader = Number(body.chat_id);
    if (shut.has(reader)) {
      counts.refused += 1;
      const description = 'Forbidden: bot was blocked by the user';
      return answer(403, { ok: false, error_code: 403, description });
    }
    const trouble = troubles.shift();
    if (trouble === 'flood') {
      counts.floods += 1;
      const parameters = { retry_after: 1 };
      return answer(429, {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests',
        parameters,
      });
    }
    const html = body.text ?? '';
    const [, digest = ''] = /:([\d]+\.[\w.-]+)"/.exec(JSON.stringify(body.reply_markup)) ?? [];
    sent.push({ reader, digest, at: clock.now(), html });
    counts.most = Math.max(counts.most, html.length);
    await pause(commitMs);
    if (trouble === 'lost-answer') {
      counts.lostAnswers += 1;
      request.socket.destroy();
      return;
    }
    return answer(200, {
      ok: true,
      result: { message_id: sent.length, date: 0, chat: { id: reader } },
    });
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    sent,
    troubles,
    shut,
    counts,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
