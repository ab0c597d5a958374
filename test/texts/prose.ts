import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Prose {
  /** "docs/design.md:12" */
  where: string;
  text: string;
}

const folders = ['docs', 'docs/decisions', 'sandbox/docs', 'sandbox/docs/decisions'];

/** The paragraphs of the documentation, without code, links' addresses, and comments. */
export function readDocs(): Prose[] {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(folder, name)),
  );
  return ['README.md', 'sandbox/README.md', ...inFolders].sort().flatMap((file) => paragraphsOf(file));
}

function paragraphsOf(file: string): Prose[] {
  const blank = (text: string) => text.replace(/[^\n]/g, '');
  const text = readFileSync(file, 'utf8')
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/``[^`]*``|`[^`]*`/g, (code) => `‹›${blank(code)}`)
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/<\/?[a-z][^>]*>/gi, blank);
  const found: Prose[] = [];
  let from = 0;
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) found.push({ where: `${file}:${from}`, text: lines.join(' ') });
    lines = [];
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || /^\s*(?:[-*|#>]|\d+\.)/.test(line)) end();
    if (line.trim() === '') continue;
    if (lines.length === 0) from = index + 1;
    lines.push(line.trim());
  }
  end();
  return found;
}

const shownKeys = new Set(['name', 'description', 'long_description', 'usage_hint', 'display_name']);

/** What Slack shows from the manifest: names, descriptions, and hints. */
export function readManifest(): Prose[] {
  const found: Prose[] = [];
  (function visit(value: unknown, at: string): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const label =
        typeof inner === 'object' && inner !== null && 'command' in inner ? String(inner.command) : key;
      if (typeof inner === 'string' && shownKeys.has(key))
        found.push({ where: `manifest.yml ${at} ${key}`, text: inner });
      visit(inner, /^\d+$/.test(label) ? at : label);
    }
  })(parse(readFileSync('manifest.yml', 'utf8')), '');
  return found;
}
