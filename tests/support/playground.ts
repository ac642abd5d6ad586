import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createPlayground, type PlaygroundOptions } from '../../src/playground/playground.ts';

export const testToken = '123456:local-test-token-of-the-playground';
const testBot = { id: 123_456, username: 'mujaz_test_bot', first_name: 'موجز' };

/** A playground on a free port of loopback; `origin` is also the bot's API root. */
export const startPlayground = async (options: Partial<PlaygroundOptions> = {}) => {
  const playground = createPlayground({
    token: testToken,
    bot: testBot,
    clock: { now: () => Date.now() },
    ...options,
  });
  const server = createServer((req, res) => {
    playground.handle(req, res).then(
      (handled) => {
        if (!handled) res.writeHead(404).end();
      },
      () => res.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    token: testToken,
    playground,
    close: async () => {
      await playground.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
