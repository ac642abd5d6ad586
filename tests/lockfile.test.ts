import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
const Versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: Versions, devDependencies: Versions, optionalDependencies: Versions })
  .parse(read('package.json'));
const locked = Object.entries(
  z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          version: z.string().optional(),
          resolved: z.string().optional(),
          integrity: z.string().optional(),
          license: z.string().optional(),
          dev: z.boolean().default(false),
          hasInstallScript: z.boolean().default(false),
        }),
      ),
    })
    .parse(read('package-lock.json')).packages,
).filter(([path]) => path !== '');
const where = (wrong: (one: (typeof locked)[number][1]) => boolean): string[] =>
  locked.filter(([, one]) => wrong(one)).map(([path]) => path);

describe('What is installed', () => {
  it('is held to the checksum of each package, wherever it is fetched from', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(where(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
    expect(where(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('is one exact version of each package that Mujaz names', () => {
    const named = Object.values(manifest).flatMap((versions) => Object.entries(versions));
    const loose = named.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
    for (const [name, version] of named) {
      expect(locked.find(([path]) => path === `node_modules/${name}`)?.[1].version).toBe(version);
    }
  });

  it('runs nothing while it is installed, but the two packages that are known to', () => {
    expect(where(({ hasInstallScript }) => hasInstallScript)).toEqual([
      'node_modules/msgpackr-extract',
      'node_modules/node',
    ]);
  });

  it('may be given away with Mujaz: no licence asks for more than its notice', () => {
    const free = /^\(?(MIT|ISC|0?BSD(-\d-Clause)?|Apache-2\.0|Unlicense)\b/;
    const shipped = where(({ dev, license }) => !dev && !free.test(license ?? ''));
    expect(shipped).toEqual([]);
  });
});
