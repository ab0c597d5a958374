import { readdirSync, readFileSync } from 'node:fs';

/** Source files of the Slack room. */
export const sources = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(`src/slack/${file}`, 'utf8') }));
/** Each text field in them: its file, source, id, and label. */
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
