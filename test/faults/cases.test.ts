import { expect, inject, test } from 'vitest';
import { cases } from './cases/cases.ts';
import { setStage } from './stage.ts';

const { url, databasePrefix, template } = inject('testServer');
const stage = await setStage(url, databasePrefix, template);

test.concurrent.each(cases.filter(({ isAlone }) => !isAlone))(
  '$sentence',
  (each) => expect(each.run(stage)).resolves.toBeUndefined(),
  120_000,
);

test.sequential.each(cases.filter(({ isAlone }) => isAlone))(
  '$sentence',
  (each) => expect(each.run(stage)).resolves.toBeUndefined(),
  120_000,
);
