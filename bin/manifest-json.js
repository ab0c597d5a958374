#!/usr/bin/env node
// `npm run manifest`: writes manifest.json from manifest.yml, for tools that read no YAML.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const at = (name) => new URL(`../${name}`, import.meta.url);
const manifest = parse(readFileSync(at('manifest.yml'), 'utf8'));
writeFileSync(at('manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
