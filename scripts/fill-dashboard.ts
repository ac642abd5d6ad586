import { fillDataDir } from '../tests/support/simulated-days.ts';

/**
 * Fills a new DATA_DIR with two simulated weeks, to look at the dashboard:
 * `node scripts/fill-dashboard.ts ./demo`, then `ADMIN_IDS=… DATA_DIR=./demo npm start`.
 */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) {
  console.error('usage: node scripts/fill-dashboard.ts ./new-data-dir');
  process.exit(2);
}
await fillDataDir(dataDir);
console.log(`two weeks lie in ${dataDir}`);
