import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { variableNames } from '../src/config.ts';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

type Service = {
  environment?: Record<string, string>;
  healthcheck?: object;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
};
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};

describe('the container files, which no engine has run here', () => {
  test('the image copies only what exists, runs without root and without dev dependencies', () => {
    const dockerfile = read('Dockerfile');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      names!.split(' '),
    );
    expect(copied.length).toBeGreaterThan(3);
    for (const name of copied) expect(existsSync(join(root, name))).toBe(true);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  test('the compose file sets only variables that Mujaz reads', () => {
    const names = Object.entries(services)
      .filter(([name]) => name !== 'redis')
      .flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    expect(names.filter((name) => !variableNames.includes(name))).toEqual([]);
  });

  test('Redis keeps what it is given and evicts nothing', () => {
    const command = (services.redis as { command?: string[] }).command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(services.redis?.healthcheck).toBeDefined();
  });

  test('bot and workers have a read-only file system, and no right to more than they have', () => {
    for (const service of [services.bot, services.worker]) {
      expect(service?.read_only).toBe(true);
      expect(service?.cap_drop).toEqual(['ALL']);
      expect(service?.security_opt).toEqual(['no-new-privileges:true']);
    }
  });
});
