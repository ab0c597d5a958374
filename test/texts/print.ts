import { doctorFindings } from './command-line.ts';
import { findIn } from './find-in.ts';
import { readManifest } from './prose.ts';
import { read } from './read.ts';
import { check, tellAll } from './report.ts';
import { placeOf, readEverything, subjects } from './texts.ts';

const usage = `usage: npm run texts [-- --check]

Prints everything that people read in Rapport, with sample data. --check prints what breaks the rules for texts instead.`;

function run(args: readonly string[]): number {
  const isCheck = args[0] === '--check';
  if (args.length > (isCheck ? 1 : 0)) {
    console.error(usage);
    return 2;
  }
  const { sources, texts } = readEverything();
  if (isCheck) {
    const broken = check(texts).filter(({ offenders }) => offenders.length > 0);
    for (const one of broken) console.log(`${tellAll(one)}\n`);
    return broken.length === 0 ? 0 : 1;
  }

  const indent = (lines: readonly string[]) =>
    lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
  const heading = (text: string) => console.log(`\n\n════ ${text} ════`);
  for (const { title, surfaces } of subjects) {
    heading(title);
    for (const { title: what, shown } of surfaces)
      console.log(`\n${what}\n${indent(withoutRepeats(read(shown)))}`);
  }

  heading('What Slack shows of the app');
  for (const { where, text } of readManifest()) console.log(`${where}: ${text}`);

  // The rest as it stands in the code: errors at fields, short answers, notes above a list.
  const isShown = findIn(texts.filter(({ is }) => is !== 'source' && is !== 'prose'));
  const said = (title: string, place: 'screen' | 'terminal') => {
    heading(title);
    let file = '';
    for (const one of sources.literals) {
      if (placeOf(one) !== place || (place === 'screen' && isShown(one))) continue;
      if (one.file !== file) console.log(`\n${one.file}`);
      file = one.file;
      console.log(`  - ${one.text.trim().replaceAll('\n', '\n    ')}`);
    }
  };
  said('Errors at fields, notes, and short answers, with {…} for what is put in', 'screen');
  heading('The command line: what doctor finds');
  for (const finding of doctorFindings()) console.log(finding);
  said('The command line: usage, reports, and errors', 'terminal');
  return 0;
}

/** Lines that come several times in a row, up to eight at a time, are told once. */
function withoutRepeats(lines: readonly string[]): string[] {
  const told: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const period = [1, 2, 3, 4, 5, 6, 7, 8].find((length) => timesAt(lines, at, length) > 2);
    const times = period ? timesAt(lines, at, period) : 1;
    told.push(...lines.slice(at, at + (period ?? 1)), ...(period ? [`(the same ${times} times)`] : []));
    at += (period ?? 1) * times;
  }
  return told;
}

function timesAt(lines: readonly string[], at: number, length: number): number {
  const group = lines.slice(at, at + length).join('\n');
  const next = (times: number) => at + times * length;
  let times = 1;
  while (next(times + 1) <= lines.length && lines.slice(next(times), next(times + 1)).join('\n') === group)
    times++;
  return times;
}

process.exitCode = run(process.argv.slice(2));
