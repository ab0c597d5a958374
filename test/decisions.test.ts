import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * Nothing that ranks, tiers, caps or decides readiness reads results, costs of help or the record (RESPA § 8): looked for in what the
 * compiler makes of the sources, where an import of a mere type is gone and everything else is there.
 */

/** What decides, by the path of its source. */
const deciding = [
  ...[
    'week/standings',
    'partners/tiers',
    'clocks/clocks',
    'week/rhythm',
    'digest/digest',
    'digest/digest-reasons',
    'digest/digest-candidates',
    'clocks/state',
    'partners/warmth',
    'partners/readiness',
    'feedback/questions',
    'clocks/first-due',
    'leads/hand',
    'leads/overview',
    'leads/month',
    'week/week-plan',
    'members/orphans',
    'partners/card',
  ].map((name) => `domain/${name}`),
  ...[
    'week/standings',
    'partners/tier-room',
    'week/weeks',
    'week/rhythm-now',
    'week/branch-week',
    'leads/hands',
    'digest/digest',
    'clocks/first-dues',
    'partners/relationship-changes',
    'partners/new-relationships',
    'leads/overview',
    'leads/month',
    'partners/card',
    'clocks/clocks',
  ].map((name) => `store/${name}`),
];

/** What they must not reach, and what their own SQL must not name. */
const forbidden =
  /(?:^|\/)(?:spend|spend-record|spend-fields|spend-entry|record|record-file|record-question|results|import-results)$/;
const forbiddenSql = /\b(?:spend_record\w*|branch_result|closed_loans|amount_cents|results_on)\b/;

/** Modules by path without its ending: what each imports, and its text. */
type Graph = ReadonlyMap<string, { imports: readonly string[]; text: string }>;

/** Each way from a deciding module to a forbidden one, and each forbidden name in a deciding text. */
function findLinks(graph: Graph): string[] {
  return deciding.flatMap((start) => {
    const found = forbiddenSql.exec(graph.get(start)?.text ?? '');
    const ways: string[] = found ? [`${start} names ${found[0]}`] : [];
    const seen = new Set<string>();
    const walk = (at: string, way: readonly string[]): void => {
      if (seen.has(at)) return;
      seen.add(at);
      if (forbidden.test(at)) ways.push([...way, at].join(' > '));
      else for (const next of graph.get(at)?.imports ?? []) walk(next, [...way, at]);
    };
    walk(start, []);
    return ways;
  });
}

let folder: string;
let graph: Graph;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-graph-'));
  const tsc = path.resolve('node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', folder]);
  const modules = new Map<string, { imports: string[]; text: string }>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.js') || file.includes('generated')) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)\.js['"]/g)].map(
      ([, to]) => path.posix.join(path.posix.dirname(file), to!),
    );
    modules.set(file.replace(/\.js$/, ''), { imports, text });
  }
  graph = modules;
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what ranks, tiers, caps or decides readiness', () => {
  test('is there, with what it imports', () => {
    for (const name of deciding) expect(graph.get(name), name).toBeDefined();
    expect(graph.get('store/week/standings')!.imports.length).toBeGreaterThan(0);
    expect([...graph.keys()].filter((name) => forbidden.test(name))).toEqual(
      expect.arrayContaining([
        'store/record/results',
        'store/record/spend-record',
        'store/record/record',
        'domain/record/spend',
      ]),
    );
  });

  test('reads neither results, nor costs of help, nor the record, by whatever way', () => {
    expect(findLinks(graph)).toEqual([]);
  });

  test('is found out where a link is planted: near, far, and in its own SQL', () => {
    const planted = (name: string, change: { imports?: string[]; text?: string }): Graph => {
      const module = graph.get(name)!;
      return new Map([
        ...graph,
        [
          name,
          {
            imports: [...module.imports, ...(change.imports ?? [])],
            text: module.text + (change.text ?? ''),
          },
        ],
      ]);
    };
    expect(findLinks(planted('domain/partners/readiness', { imports: ['domain/record/spend'] }))).toContain(
      'domain/partners/readiness > domain/record/spend',
    );
    // Through a module that decides nothing itself.
    expect(
      findLinks(planted('store/trace', { imports: ['store/record/results'] })).some((way) =>
        way.endsWith('store/trace > store/record/results'),
      ),
    ).toBe(true);
    expect(findLinks(planted('store/week/standings', { text: 'join branch_result r on true' }))).toEqual([
      'store/week/standings names branch_result',
    ]);
  });
});
