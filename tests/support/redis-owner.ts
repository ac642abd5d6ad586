import { silentLog } from '../../src/lib/log.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';

// A process of its own that starts a Redis in the given folder, so that a test can kill it.
const { socket } = await startOwnRedis({ folder: process.argv[2] ?? '', log: silentLog });
process.send?.({ socket });
