import { Worker } from 'node:worker_threads';

/** A process that has not turned its event loop for so long will not do so any more. */
const silentMs = 60_000;

/**
 * Ends this process where its event loop stands still for a minute, as it would for good in a loop
 * without an end: its jobs then go to others, and its supervisor starts it anew. No timer of a
 * thread that stands still could do so, hence one of its own.
 */
export const startHeartbeat = (withinMs = silentMs): { stop: () => void } => {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const watcher = new Worker(watch, { eval: true, workerData: { beats, withinMs } });
  watcher.unref();
  const timer = setInterval(() => Atomics.add(beats, 0, 1), withinMs / 10).unref();
  return {
    stop: () => {
      clearInterval(timer);
      void watcher.terminate();
    },
  };
};

/** Two looks in a row without a beat between: after a pause of the whole machine the first may be one. */
const watch = `
const { workerData: { beats, withinMs } } = require('node:worker_threads');
let last = -1, silent = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  silent = now === last ? silent + 1 : 0;
  if (silent === 2) {
    require('node:fs').writeSync(2, 'mujaz stood still and ends itself\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  last = now;
}, withinMs / 2);`;
