import type { openDigests } from './digests-app.ts';
import type { openFeeds } from './feeds-app.ts';
import type { Foundation, Store } from './foundation.ts';
import { createAcceptRequest } from './jobs/accept-request.ts';
import { createCancelRequests } from './jobs/cancel-requests.ts';
import { createForgetReader } from './jobs/forget-reader.ts';
import type { Messenger } from './jobs/messenger.ts';
import { createMoveChat } from './jobs/move-chat.ts';
import type { OperatorDesk } from './jobs/operators.ts';
import { createReviseAnswer } from './jobs/revise-answer.ts';
import type { Route } from './ops/web-server.ts';
import type { Queues } from './queue/queues.ts';
import { sampleArticles } from './sample-feeds.ts';
import { type createClient, equipBot } from './telegram/bot.ts';
import { startPolling } from './telegram/polling.ts';
import { startWebhook } from './telegram/webhook.ts';
import type { Words } from './telegram/words.ts';

type IngressParts = Foundation &
  Store & {
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
  const { config, stores, queues, digests, bot, words, log, onStop } = parts;
  const common = { ...parts, ...stores, ...queues };
  const [{ text: example } = { text: '' }] = sampleArticles();
  equipBot({
    ...common,
    ...digests,
    accept: createAcceptRequest(common),
    revise: createReviseAnswer(common),
    cancel: createCancelRequests(common),
    forget: createForgetReader({
      ...common,
      memories: [
        stores.readers,
        stores.subscribers,
        stores.digests,
        stores.doubts,
        stores.feedback,
      ],
    }),
    moveChat: createMoveChat(common),
    example,
    feeds: parts.feeds.listed,
    allowed: config.allowed,
    usesModel: config.model.kind === 'claude',
  });
  const introduction = { bot, words, log };
  if (config.chat.kind === 'telegram' && config.chat.webhook) {
    const webhook = startWebhook(introduction, config.chat.webhook);
    // The first that is asked: nothing else is asked for so often.
    parts.routes.unshift(webhook.route);
    onStop(() => webhook.stop());
  } else {
    const polling = startPolling({
      ...introduction,
      lease: stores.lease,
      holder: parts.holder,
      leaseMs: Math.ceil(parts.silentMs / 3),
    });
    onStop(() => polling.stop());
  }
};
