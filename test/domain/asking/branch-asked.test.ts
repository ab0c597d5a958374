import { describe, expect, test } from 'vitest';
import { type BranchTopic, readBranchAsked } from '../../../src/domain/asking/branch-asked.ts';

describe('a question about a branch', () => {
  test.each<[string, BranchTopic, 'own' | 'all' | string | null]>([
    ['who’s late in Chicago', 'late', 'Chicago'],
    ['who is overdue in St. Pete?', 'late', 'St. Pete'],
    ['is anyone behind in phoenix', 'late', 'phoenix'],
    ['who is late in my branch', 'late', 'own'],
    ['which branches are behind', 'late', 'all'],
    ['how is my branch doing', 'doing', 'own'],
    ['how’s the Tampa branch doing', 'doing', 'Tampa'],
    ['how is Chicago office', 'doing', 'Chicago'],
    ['how’s my team', 'doing', 'own'],
    ['how are my branches doing', 'doing', 'all'],
    ['what’s going on in our office', 'doing', 'own'],
    ['who haven’t we met in my branch', 'doing', 'own'],
    ['who haven’t my branches asked for feedback', 'feedback', 'all'],
    ['feedback in Tampa', 'feedback', 'Tampa'],
    ['any complaints in my branch', 'feedback', 'own'],
    ['who could use a hand', 'hand', null],
    ['whos struggling', 'hand', null],
    ['who needs help in Tampa?', 'hand', 'Tampa'],
    ['who has room', 'room', null],
    ['who can take on more', 'room', null],
    ['who could cover for Priya', 'room', null],
    ['who did well', 'well', null],
    ['who’s doing great in my branch', 'well', 'own'],
    ['what’s the month', 'month', null],
    ['how was last month', 'month', null],
  ])('%s', (said, topic, where) => {
    const place = where === null || where === 'own' || where === 'all' ? where : { name: where };
    expect(readBranchAsked(said)).toEqual({ about: 'branch', topic, place });
  });

  test.each([
    'who’s late',
    'who am I late with',
    'who’s in my inner circle',
    'who’s due in June',
    'who is late in the week',
    'who do I know at Keller Williams',
    'how am I doing',
    'how was my month',
    'any feedback waiting',
    'who needs the flyer',
    'who covers for me',
    'met Dana in my branch',
    'how is Dana doing',
  ])('and not “%s”', (said) => {
    expect(readBranchAsked(said)).toBeNull();
  });
});
