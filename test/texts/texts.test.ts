import { describe, expect, test } from 'vitest';
import { missingForms, missingFunctions, missingTexts } from './missing.ts';
import { check, tellAll } from './report.ts';
import { readEverything } from './texts.ts';

const { sources, texts } = readEverything();

/** Fails with the list as its message, easier to read than a difference. */
function none(what: string, found: readonly string[]): void {
  if (found.length > 0) expect.fail(`${what}: ${found.length}\n${found.join('\n')}`);
}

describe('npm run texts shows', () => {
  test('every message and screen', async () => {
    none('functions of src/messages that test/texts does not show', await missingFunctions(sources));
  });

  test('every form', () => {
    none('forms that test/texts/forms.ts does not draw', missingForms());
  });

  test('every text of src/messages, in some sample', () => {
    none('texts of src/messages that no sample of test/texts shows', missingTexts(sources));
  });
});

describe('texts', () => {
  for (const broken of check(texts)) {
    test(broken.rule.name, () => {
      if (broken.offenders.length > 0) expect.fail(tellAll(broken));
    });
  }
});
