import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { readConfig, variableNames } from '../src/config.ts';

const root = join(import.meta.dirname, '..');

const configOf = (environment: Record<string, string>) => {
  const read = readConfig(environment);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.config;
};

const problemsOf = (environment: Record<string, string>) => {
  const read = readConfig(environment);
  return 'problems' in read ? read.problems : [];
};

describe('configuration', () => {
  test('nothing set means the local chat page, no model, an own Redis and every role', () => {
    const config = configOf({});
    expect(config.chat).toEqual({ kind: 'playground', open: false });
    expect(config.model).toEqual({ kind: 'extractive' });
    expect(config.store).toEqual({ kind: 'own' });
    expect(config.roles.size).toBe(7);
    expect(config.web).toEqual({ port: 8080, host: '127.0.0.1' });
    expect(config.dailyBudgetMicroUsd).toBe(1_000_000);
  });

  test('a token means Telegram, a key means Claude, an address means that Redis', () => {
    const config = configOf({
      TELEGRAM_BOT_TOKEN: '123456:ABCDEFGHIJKLMNOP',
      ANTHROPIC_API_KEY: 'sk-ant-x',
      REDIS_URL: 'redis://cache:6379/2',
    });
    expect(config.chat).toEqual({
      kind: 'telegram',
      token: '123456:ABCDEFGHIJKLMNOP',
      apiRoot: 'https://api.telegram.org',
    });
    expect(config.model).toMatchObject({ kind: 'claude', summaryModel: 'claude-haiku-5-5' });
    expect(config.store).toEqual({ kind: 'url', address: { url: 'redis://cache:6379/2' } });
  });

  test.each([
    ['redis://a:7000,b:7001,c', ['redis://a:7000', 'redis://b:7001', 'redis://c']],
    ['rediss://:p@a,b:7', ['rediss://:p@a', 'rediss://:p@b:7']],
    ['redis://u:p@a:7000/?cluster=1', ['redis://u:p@a:7000/?cluster=1']],
    ['redis://[::1]:7000,[::2]', ['redis://[::1]:7000', 'redis://[::2]']],
  ])('%s means a Redis Cluster', (url, nodes) => {
    expect(configOf({ REDIS_URL: url }).store).toEqual({ kind: 'url', address: { nodes } });
  });

  test.each(['redis://', 'redis://a,,b', 'redis://a:port', 'redis://a b', 'a:6379'])(
    '«%s» is no address of a Redis',
    (url) => {
      expect(problemsOf({ REDIS_URL: url })).toEqual([expect.stringMatching(/^REDIS_URL: /)]);
    },
  );

  test('an address for each node of a cluster is told how to be written as one', () => {
    for (const url of ['redis://a:1,redis://b:2', 'rediss://:pass@a:1,rediss://:pass@b:2']) {
      expect(problemsOf({ REDIS_URL: url })).toEqual([
        expect.stringContaining('redis://a:7000,b:7000'),
      ]);
    }
  });

  test('an empty variable is an absent one', () => {
    expect(configOf({ TELEGRAM_BOT_TOKEN: '', PORT: '', ADMIN_IDS: '' })).toEqual(configOf({}));
  });

  test('every bad value gives a line of its own, and no line repeats the value', () => {
    const problems = problemsOf({
      TELEGRAM_BOT_TOKEN: 'secret-but-wrong',
      REDIS_URL: 'http://x',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      LINK_ALLOW_HOSTS: 'localhost',
      ADMIN_IDS: 'me',
    });
    expect(problems.map((line) => line.split(':')[0]).toSorted()).toEqual([
      'ADMIN_IDS',
      'LINK_ALLOW_HOSTS',
      'LOG_LEVEL',
      'PORT',
      'REDIS_URL',
      'TELEGRAM_BOT_TOKEN',
    ]);
    expect(problems.join('\n')).not.toContain('secret-but-wrong');
  });

  test('a webhook needs its secret and a token', () => {
    expect(problemsOf({ TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook' })).toHaveLength(2);
  });

  test('a part of the roles needs a Redis and a Telegram that others share', () => {
    expect(problemsOf({ ROLES: 'summaries' })).toHaveLength(2);
    const config = configOf({
      ROLES: 'summaries, deliveries',
      REDIS_URL: 'redis://cache',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8080/',
    });
    expect([...config.roles]).toEqual(['summaries', 'deliveries']);
    expect(config.chat).toMatchObject({ kind: 'telegram', apiRoot: 'http://127.0.0.1:8080' });
  });

  test('the README and .env.example name exactly the variables that are read', () => {
    const table = readFileSync(join(root, 'README.md'), 'utf8')
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+`/.test(line))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)])
      .map(([, name]) => name);
    const example = [
      ...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm),
    ].map(([, name]) => name);
    expect(table.toSorted()).toEqual(variableNames.toSorted());
    expect(example.toSorted()).toEqual(variableNames.toSorted());
  });
});
