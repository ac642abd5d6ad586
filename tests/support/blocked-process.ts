import { startHeartbeat } from '../../src/ops/heartbeat.ts';

// A process that works for a while and then stands still for good, as a bad regular expression would.
startHeartbeat(600);
setTimeout(() => {
  process.stdout.write('standing still\n');
  for (;;);
}, 500);
