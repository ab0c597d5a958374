#!/usr/bin/env node
// Prints the license and the notices of every package below node_modules, for the image. date-holidays, for one, asks for
// more than its license: a list of the articles that its data comes from. A package that names its author and the MIT license
// but ships no text gets that text. Ends with 1 if there is none to print.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const { packages } = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8'));
const without = [];

console.log('Rapport contains these packages, each under the terms printed below its name.');
for (const folder of Object.keys(packages).sort()) {
  const { name, version, license, homepage, author } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const texts = readTexts(folder);
  if (texts.length === 0 && license === 'MIT' && author) texts.push(mit(author.name ?? author));
  if (texts.length === 0) without.push(name);
  console.log(`\n${'='.repeat(80)}\n${name} ${version}: ${license}${homepage ? `, ${homepage}` : ''}`);
  for (const text of texts) console.log(`\n${text.trim()}`);
}
if (without.length > 0) {
  console.error(`No license text: ${without.join(', ')}`);
  process.exitCode = 1;
}

/** The files of that kind or, without any, the part of the README about the license. */
function readTexts(folder) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const files = names.filter((name) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(name)).sort();
  if (files.length > 0) return files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const readme = names.find((name) => /^readme/i.test(name));
  const [, part] = /^#+ *licen[cs]e\b.*$([\s\S]*)/im.exec(
    readme ? readFileSync(path.join(folder, readme), 'utf8') : '',
  ) ?? [''];
  return part?.trim() ? [part] : [];
}

/** https://spdx.org/licenses/MIT */
function mit(author) {
  return `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
