import { startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { systemClock } from './lib/clock.ts';
import { createLog, redact } from './lib/log.ts';

/** Writes lines for the person at the terminal, apart from the log on standard output. */
const tell = (...lines: string[]): void => {
  process.stderr.write(`${lines.join('\n')}\n`);
};

const main = async (): Promise<void> => {
  const read = readConfig(process.env);
  if ('problems' in read) {
    tell('mujaz cannot start, the configuration is wrong:', ...read.problems);
    process.exit(1);
  }
  const { config } = read;
  const log = createLog({ level: config.logLevel });
  process.on('unhandledRejection', (reason) => {
    log.error({ reason: String(reason) }, 'a rejection that nobody handled');
  });

  const signal = waitForSignal();
  try {
    const app = await startApp({ config, clock: systemClock, log });
    tell(...welcome(config, app.origin));
    log.info({ origin: app.origin, roles: [...config.roles] }, 'ready');
    log.info({ signal: await signal }, 'stopping');
    await app.stop();
    process.exit(0);
  } catch (error) {
    tell(redact(`mujaz cannot start: ${error instanceof Error ? error.message : String(error)}`));
    process.exit(1);
  }
};

/** The first signal asks to stop, a second one ends the process at once. */
const waitForSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      resolve(signal);
      process.once(signal, () => process.exit(1));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });

/** What runs here, what stands in for what is missing, and how to go live. */
const welcome = ({ chat, model, store }: Config, origin: string): string[] => [
  '',
  chat.kind === 'playground'
    ? `  Mujaz · موجز is ready. Open the chat page: ${origin}`
    : `  Mujaz · موجز is ready on Telegram. Health: ${origin}/healthz`,
  '',
  ...(chat.kind === 'playground'
    ? ['  chat     a local page       live: TELEGRAM_BOT_TOKEN=… (from @BotFather) in .env']
    : []),
  ...(model.kind === 'extractive'
    ? ['  model    none, own sentences live: ANTHROPIC_API_KEY=… in .env']
    : []),
  ...(store.kind === 'own'
    ? ['  redis    an own one          elsewhere: REDIS_URL=… in .env']
    : []),
  '',
];

await main();
