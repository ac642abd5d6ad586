import type { Config } from './config.ts';
import type { openDigests } from './digests-app.ts';
import type { openFeeds } from './feeds-app.ts';
import { createAcceptRequest } from './jobs/accept-request.ts';
import { createForgetReader } from './jobs/forget-reader.ts';
import type { Messenger } from './jobs/messenger.ts';
import { createMoveChat } from './jobs/move-chat.ts';
import type { OperatorDesk } from './jobs/report.ts';
import { createReviseAnswer } from './jobs/revise-answer.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Route } from './ops/web-server.ts';
import type { Queues } from './queue/queues.ts';
import type { createStores } from './redis/stores.ts';
import { sampleArticles } from './sample-feeds.ts';
import { type createClient, equipBot } from './telegram/bot.ts';
import { startPolling } from './telegram/polling.ts';
import { startWebhook } from './telegram/webhook.ts';
import type { Words } from './telegram/words.ts';

type IngressParts = {
  config: Config;
  clock: Clock;
  log: Log;
  onStop: (close: () => unknown) => void;
  stores: ReturnType<typeof createStores>;
  queues: Queues;
  messenger: Messenger;
  digests: ReturnType<typeof openDigests>;
  feeds: ReturnType<typeof openFeeds>;
  bot: ReturnType<typeof createClient>;
  words: Words;
  /** Where a webhook's route is put. */
  routes: Route[];
  /** The name of this process. */
  holder: string;
  desk: OperatorDesk | undefined;
};

/** Takes in what readers send, by webhook or by polling. */
export const startIngress = (parts: IngressParts): void => {
  const { config, stores, queues, messenger, digests, bot, words, log, onStop } = parts;
  const { enqueue } = queues;
  const usesModel = config.model.kind === 'claude';
  const accept = createAcceptRequest({ ...stores, messenger, enqueue, log });
  const forget = createForgetReader({
    ...stores,
    ...queues,
    memories: [stores.readers, stores.subscribers, stores.digests, stores.doubts, stores.feedback],
  });
  const revise = createReviseAnswer({ ...stores, messenger, enqueue, log });
  const moveChat = createMoveChat({ ...stores, clock: parts.clock });
  const { allowed, chat } = config;
  const [{ text: example } = { text: '' }] = sampleArticles();
  const offered = { example, feeds: parts.feeds.listed };
  const chatParts = { ...stores, ...digests, bot, words, accept, revise, forget, desk: parts.desk };
  equipBot({ ...chatParts, ...offered, moveChat, allowed, usesModel, log });
  const introduction = { bot, words, log };
  if (chat.kind === 'telegram' && chat.webhook) {
    const webhook = startWebhook(introduction, chat.webhook);
    parts.routes.push(webhook.route);
    onStop(() => webhook.stop());
  } else {
    const polling = startPolling({ ...introduction, lease: stores.lease, holder: parts.holder });
    onStop(() => polling.stop());
  }
};
