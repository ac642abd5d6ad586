import { fillDataDir } from '../tests/support/simulated-days.ts';

/**
 * Fills a new DATA_DIR with two simulated weeks, to look at the dashboard:
 * `node scripts/fill-dashboard.ts ./demo && ADMIN_IDS=700000001 DATA_DIR=./demo npm start`, which is
 * the id of the first person on the chat page.
 */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) {
  console.error('usage: node scripts/fill-dashboard.ts ./new-data-dir');
  process.exit(2);
}
await fillDataDir(dataDir);
console.log(`two weeks lie in ${dataDir}`);
