import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Two cores: more files at once would only make real processes wait for one another.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes sooner by far; a busy machine must not make it a failure.
    expect: { poll: { timeout: 15_000 } },
  },
});
