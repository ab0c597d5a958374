import { readdirSync, readFileSync } from 'node:fs';

/** The label of each text field in the source: its file, id and label. */
export const sources = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(`src/slack/${file}`, 'utf8') }));
export const fields = sources
  .filter(({ file }) => file !== 'bolt/fields.ts')
  .flatMap(({ file, source }) =>
    [...source.matchAll(/\btextField\(\s*([^,]+?),\s*'([^']+)'/g)].map(([, id, label]) => ({
      file,
      source,
      id: id!,
      label: label!,
    })),
  );
