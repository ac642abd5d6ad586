import { join } from 'node:path';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Two cores: more files at once would only make real processes wait for one another.
    maxWorkers: 2,
    // Nothing in `src` keeps a state of its own, so that files may share what was loaded.
    isolate: false,
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/mujaz') },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes sooner by far; a busy machine must not make it a failure.
    expect: { poll: { timeout: 30_000 } },
  },
});
