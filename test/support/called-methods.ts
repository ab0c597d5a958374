import { readdirSync, readFileSync } from 'node:fs';

/** Every Web API method called anywhere in the source. */
export function calledMethods(): Set<string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const called = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('generated'))) {
    const source = readFileSync(`src/${file}`, 'utf8');
    for (const [, family, method] of source.matchAll(/\bslack\s*\.\s*([a-z]+)\s*\.\s*(\w+)\s*\(/g)) {
      called.add(`${family}.${method}`);
    }
    for (const [, method] of source.matchAll(/\b(?:paginate|apiCall)\(\s*'([\w.]+)'/g)) called.add(method!);
  }
  return called;
}
