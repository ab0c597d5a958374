import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBeyond, isInside, isRecord, wall } from './wall.ts';

/**
 * Nothing that ranks, tiers, caps, or decides readiness reads results, costs of help, or the record (RESPA § 8). The
 * test looks at the compiled sources, where type-only imports are gone and everything else is there.
 */

/** Names that none of their statements may contain: in SQL, of Prisma's models, and of relations to them. */
const forbidden =
  /\b(?:spend_?record\w*|branch_?result|closed_?loans|amount_?cents|results_?on|results: (?:true|\{))/i;

/** Some of the modules that rank, tier, cap, and decide readiness. Wherever they are, they must be inside the wall. */
const deciders = [
  'domain/clocks/clocks',
  'domain/digest/digest',
  'domain/feedback/questions',
  'domain/leads/overview',
  'domain/partners/readiness',
  'domain/partners/tiers',
  'domain/week/standings',
  'store/clocks/clocks',
  'store/digest/digest',
  'store/leads/overview',
  'store/partners/relationship-changes',
  'store/partners/tier-room',
  'store/week/standings',
];

/** Modules by path without extension: what each imports, and its text. */
type Graph = ReadonlyMap<string, { imports: readonly string[]; text: string }>;

/** Every path from a module inside the wall to one beyond it, and every forbidden name in the text of one inside. */
function findLinks(graph: Graph): string[] {
  return [...graph.keys()].filter(isInside).flatMap((start) => {
    const found = forbidden.exec(graph.get(start)?.text ?? '');
    const ways: string[] = found ? [`${start} names ${found[0]}`] : [];
    const seen = new Set<string>();
    const walk = (at: string, way: readonly string[]): void => {
      if (seen.has(at)) return;
      seen.add(at);
      if (isBeyond(at)) ways.push([...way, at].join(' > '));
      else for (const next of graph.get(at)?.imports ?? []) walk(next, [...way, at]);
    };
    walk(start, []);
    return ways;
  });
}

/** The part of a `biome.json` override that matters here. */
interface Override {
  includes: string[];
  linter: { rules: { style?: { noRestrictedImports?: { options: { patterns: { group: string[] }[] } } } } };
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

describe('code that ranks, tiers, caps, or decides readiness', () => {
  test('is found, with its imports', () => {
    expect([...graph.keys()].filter(isInside)).toEqual(expect.arrayContaining(deciders));
    expect(graph.get('store/week/standings')!.imports.length).toBeGreaterThan(0);
    expect([...graph.keys()].filter(isRecord)).toEqual(
      expect.arrayContaining([
        'store/record/results',
        'store/record/spend-record',
        'store/record/expense-record',
        'domain/record/spend',
      ]),
    );
    for (const folder of wall.outside)
      expect([...graph.keys()].filter((name) => name.startsWith(`${folder}/`))).not.toEqual([]);
  });

  test('does not read results, costs of help, or the record, by any path', () => {
    expect(findLinks(graph)).toEqual([]);
  });

  test('is caught if a link is planted: near, far, or in its own statements', () => {
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
    // Through another module, from every module that imports that one.
    expect(
      findLinks(planted('store/trace', { imports: ['store/record/results'] })).some((way) =>
        way.endsWith('store/trace > store/record/results'),
      ),
    ).toBe(true);
    expect(findLinks(planted('store/week/standings', { text: 'join branch_result r on true' }))).toEqual([
      'store/week/standings names branch_result',
    ]);
    expect(
      findLinks(planted('store/leads/areas', { text: 'select: { results: { select: { month: true } } }' })),
    ).toEqual(['store/leads/areas names results: {']);
    // A new file is inside, too.
    const unheardOf = new Map([
      ...graph,
      ['domain/new/rule', { imports: ['domain/record/spend'], text: '' }],
    ]);
    expect(findLinks(unheardOf)).toEqual(['domain/new/rule > domain/record/spend']);
  });

  test('may not import the record by the linter’s rules either, in the same folders', async () => {
    const { overrides } = JSON.parse(await readFile('biome.json', 'utf8')) as { overrides: Override[] };
    const walled = overrides.filter(({ linter }) =>
      linter.rules.style?.noRestrictedImports?.options.patterns.some(({ group }) =>
        group.includes(`**/${wall.record}/**`),
      ),
    );
    expect(walled.map(({ includes }) => includes)).toEqual(
      wall.inside.map((room) => [
        `src/${room}/**`,
        `!src/${room}/${wall.record}/**`,
        ...wall.outside
          .filter((folder) => folder.startsWith(`${room}/`))
          .map((folder) => `!src/${folder}/**`),
      ]),
    );
    // For a file, the last override that names it applies.
    expect(overrides.slice(-walled.length)).toEqual(walled);
  });
});
