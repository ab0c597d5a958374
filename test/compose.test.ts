import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };

interface Service {
  environment: Record<string, string>;
  image: string;
  build?: { args: Record<string, string> };
  read_only?: boolean;
  cap_drop: string[];
  cap_add?: string[];
  mem_limit?: string;
  pids_limit?: number;
  stop_grace_period?: string;
}

const text = await readFile('compose.yaml', 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const { postgres, migrate, rapport } = services as Record<'postgres' | 'migrate' | 'rapport', Service>;

test('the bot gets the password of its own role and no other', () => {
  const passwords = (service: Service) => JSON.stringify(service).match(/\w*PASSWORD/g);
  expect(passwords(rapport)).toEqual(['RAPPORT_PASSWORD']);
  expect(rapport.environment).not.toHaveProperty('MIGRATE_DATABASE_URL');
  expect(rapport).not.toHaveProperty('env_file');
  expect(passwords(migrate)).toEqual(['RAPPORT_OWNER_PASSWORD']);
});

test('the image starts what npm start starts', async () => {
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(await readFile('Dockerfile', 'utf8')) ?? [];
  expect(JSON.parse(command).join(' ')).toBe(manifest.scripts.start);
});

test('our processes can write nothing but /tmp, have no capabilities, and have limits', () => {
  for (const service of [migrate, rapport])
    expect(service).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: '512m',
      pids_limit: 100,
    });
  expect(postgres.cap_drop).toEqual(['ALL']);
  expect(rapport.stop_grace_period).toBe('30s');
});

test('base images can be pinned, and every variable is in .env.example', async () => {
  expect(postgres.image).toBe(`\${POSTGRES_IMAGE:-postgres:18}`);
  const [, node] = /^ARG NODE_IMAGE=(\S+)$/m.exec(await readFile('Dockerfile', 'utf8'))!;
  expect(rapport.build?.args.NODE_IMAGE).toBe(`\${NODE_IMAGE:-${node}}`);
  const example = await readFile('.env.example', 'utf8');
  const names = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
  expect([...new Set(names)].filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
});
