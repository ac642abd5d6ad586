import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';

// Mujaz in a process of its own, to be killed by a test: what another had at hand when it died is
// taken up after eight seconds.
const read = readConfig(process.env);
if ('problems' in read) throw new Error(read.problems.join('\n'));
const { config } = read;
const log = createLog({ level: config.logLevel });
const app = await startApp({ config, clock: systemClock, log, silentMs: 8_000 });
log.info({ origin: app.origin }, 'ready');
process.once('SIGTERM', () => {
  void app.stop().then(() => process.exit(0));
});
