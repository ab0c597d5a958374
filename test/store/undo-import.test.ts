import { beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { Member } from '../../src/domain/members/member.ts';
import type { SlackPerson } from '../../src/domain/members/slack-user.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import type { CaptureContent } from '../../src/domain/touchpoints/capture.ts';
import { transaction } from '../../src/store/db/database.ts';
import { findMember } from '../../src/store/members/members.ts';
import { savePromise } from '../../src/store/partners/goodwill.ts';
import { importSet } from '../../src/store/partners/import-partners.ts';
import { beginImport, ImportUndone } from '../../src/store/partners/imports.ts';
import { mergePartners } from '../../src/store/partners/merge.ts';
import { editPartner } from '../../src/store/partners/partner-edit.ts';
import { searchPartners } from '../../src/store/partners/partner-search.ts';
import { addPartners } from '../../src/store/partners/partners.ts';
import { setTier, takeOn } from '../../src/store/partners/relationship-changes.ts';
import { placeLegalHold } from '../../src/store/privacy/legal-holds.ts';
import { saveCapture, undoCapture } from '../../src/store/touchpoints/captures.ts';
import { type ImportUndo, undoImport } from '../../src/store/touchpoints/undo-import.ts';
import { writeTrace } from '../../src/store/trace.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();

/** A Tuesday. */
const today: Day = '2026-06-09';
const now = new Date('2026-06-09T13:30:00Z');
const later = new Date('2026-06-09T15:00:00Z');
const when = { today, now: later };
let branchId = 0;
let priya: Member;
let sam: Member;

beforeEach(async () => {
  await emptyDatabase(db);
  [{ id: branchId }] = (await db.query<{ id: number }>(
    `insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id`,
  )) as [{ id: number }];
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, joined_at)
     select 'U' || upper(name), $1, name, 'America/New_York', 'active', now() from unnest('{priya,sam}'::text[]) as name`,
    [branchId],
  );
  await db.query(`update branch set manager_id = (select id from member where name = 'priya')`);
  [priya, sam] = (await Promise.all(['UPRIYA', 'USAM'].map((id) => findMember(db, id)))) as [Member, Member];
});

const people = new Map<string, SlackPerson>(
  ['priya', 'sam', 'luis', 'rosa'].map((name) => [
    `${name}@example.com`,
    {
      slackUserId: `U${name.toUpperCase()}`,
      name,
      email: `${name}@example.com`,
      timeZone: 'America/New_York',
    },
  ]),
);

type Cells = Partial<Omit<PartnerRow, 'ownerEmail'>> & { owner?: string };
const rowsOf = (cells: Cells[]): PartnerRow[] =>
  cells.map(({ owner, ...row }, i) => ({
    line: i + 2,
    name: `Partner ${i}`,
    company: null,
    kind: 'other',
    tier: 'resting',
    ownerEmail: owner ? `${owner}@example.com` : null,
    phone: null,
    email: null,
    lastTouch: null,
    growing: null,
    birthday: null,
    anniversary: null,
    ...row,
  }));

const begin = async (by: Member | null = priya, at = now) =>
  (await beginImport(db, { branchId, memberId: by?.id ?? null, own: false, requestKey: null, now: at }))!;
const write = (importId: number, cells: Cells[], at = now) =>
  importSet(db, { branchId, rows: rowsOf(cells), people, today, now: at, importId: async () => importId });
/** An import of one set, by Priya. */
async function bring(...cells: Cells[]): Promise<number> {
  const importId = await begin();
  await write(importId, cells);
  return importId;
}
const undo = (importId: number, by: Member | null = priya, at = later) => undoImport(db, importId, by, at);
const undone = (outcome: ImportUndo) => {
  if (outcome.how !== 'done') throw new Error(outcome.how);
  return outcome.undone;
};
const idOf = async (name: string) =>
  (await db.query<{ id: number }>('select id from partner where name = $1', [name]))[0]!.id;
const relationshipOf = async (name: string) =>
  (
    await db.query<{ id: number }>(
      'select r.id from relationship r join partner p on p.id = r.partner_id where p.name = $1',
      [name],
    )
  )[0]!.id;
const book = (member: Member, ...names: string[]) =>
  transaction(db, (tx) =>
    addPartners(
      tx,
      member,
      names.map((name) => ({ name, company: null })),
      'keep',
      today,
    ),
  );
/** What everyone could find and see, apart from ids. */
const shown = () =>
  db.query<{ name: string }>(
    `select p.name, p.phone, m.name as owner, r.tier, r.touch_due as due, r.last_touch_on as last
       from partner p left join relationship r on r.partner_id = p.id and r.archived_on is null
       left join member m on m.id = r.owner_id
      where p.merged_into is null order by p.name, m.name`,
  );

const contact: CaptureContent = {
  what: 'touchpoint',
  kind: 'visit',
  word: null,
  on: today,
  today,
  partnerIds: [],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
  note: null,
};
let requests = 0;
const tell = (member: Member, content: Partial<CaptureContent>) =>
  saveCapture(db, {
    requestKey: `request:${++requests}`,
    source: 'words',
    member,
    content: { ...contact, ...content },
    now: later,
  });

const met = { on: '2026-06-01', kind: 'meal', word: 'lunch' } as const;

describe('the partners of an import', () => {
  it('are gone with all that was known of them, and no one finds them', async () => {
    await book(priya, 'Ann Hill');
    const before = await shown();
    const id = await bring(
      { name: 'Dana Lee', owner: 'priya', phone: '813-555-0100', birthday: '03-04', lastTouch: met },
      { name: 'Cy Young', lastTouch: met },
      { name: 'Bo Ash', owner: 'sam', tier: 'core' },
    );
    expect(undone(await undo(id))).toEqual({
      branchNames: ['Tampa'],
      ...{ gone: 3, released: 0, emptied: 0, held: 0, left: [], stayed: [] },
      kept: { count: 0, names: [] },
    });
    expect(await shown()).toEqual(before);
    expect(await searchPartners(db, priya, 'dana')).toEqual([]);
    expect(
      await db.query(
        `select from partner where phone is not null or birthday is not null or name in ('Dana Lee', 'Cy Young', 'Bo Ash')`,
      ),
    ).toEqual([]);
    expect(await db.query('select from touchpoint where withdrawn_at is null')).toEqual([]);
    expect(
      await db.query('select from relationship_fact where capture_id is not null and withdrawn_at is null'),
    ).toEqual([]);
  });

  it('come again with the same file', async () => {
    const file: Cells[] = [
      { name: 'Dana Lee', owner: 'priya', tier: 'core', lastTouch: met },
      { name: 'Cy Young' },
    ];
    const id = await bring(...file);
    const before = await shown();
    await undo(id);
    const again = await bring(...file);
    expect(again).not.toBe(id);
    expect(await shown()).toEqual(before);
    expect(undone(await undo(again)).gone).toBe(2);
  });

  const touches: Record<string, (id: number) => Promise<unknown>> = {
    'a contact': (id) => tell(priya, { partnerIds: [id] }),
    'a colleague’s contact': (id) => tell(sam, { partnerIds: [id] }),
    'a contact that was undone': async (id) => {
      const { capture } = await tell(priya, { partnerIds: [id] });
      await undoCapture(db, capture.id, priya, later);
    },
    'an attempt': (id) => tell(priya, { what: 'attempt', kind: null, partnerIds: [id] }),
    'a plan': (id) => tell(priya, { what: 'plan', on: '2026-06-12', partnerIds: [id] }),
    'a promise': (id) =>
      savePromise(db, {
        ...{ requestKey: `request:${++requests}`, member: priya, partnerId: id, now: later },
        ...{ text: 'slides', dueOn: '2026-06-12', partnerIds: [id] },
      }),
    'an edit': async (id) => {
      const fields = { name: 'Dana Lee', company: 'Lee & Co', kind: 'realtor', growing: null } as const;
      const rest = { phone: null, email: null, birthday: null, anniversary: null };
      await editPartner(db, priya, id, { version: 1, fields: { ...fields, ...rest } }, later);
    },
    'a tier': async (id) => {
      const change = {
        partnerId: id,
        relationshipId: await relationshipOf('Dana Lee'),
        tier: 'core' as const,
      };
      await setTier(db, priya, change, when);
    },
    'another owner': (id) => takeOn(db, sam, { id, branchId }, 'core', when),
    'a merge': async (id) => {
      const [other] = await book(priya, 'Danna Leigh');
      await mergePartners(db, priya, { keptId: other!, goneId: id }, when);
    },
    'being what others are merged into': async (id) => {
      const [other] = await book(priya, 'Danna Leigh');
      await mergePartners(db, priya, { keptId: id, goneId: other! }, when);
    },
    'another import': async () => {
      await write(await begin(sam, later), [{ name: 'Dana Lee', owner: 'sam' }], later);
    },
  };
  it.each(Object.entries(touches))('stay, and are named, after %s', async (what, touch) => {
    const id = await bring({ name: 'Dana Lee', owner: 'priya', lastTouch: met }, { name: 'Cy Young' });
    await touch(await idOf('Dana Lee'));
    const before = await shown();
    const { gone, kept } = undone(await undo(id));
    expect({ gone, kept }).toEqual({
      gone: 1,
      kept: { count: 1, names: [what === 'a merge' ? 'Danna Leigh' : 'Dana Lee'] },
    });
    expect(await shown()).toEqual(before.filter((row) => row.name !== 'Cy Young'));
  });

  it('go when what touched them was taken back', async () => {
    const first = await bring({ name: 'Dana Lee', lastTouch: met });
    const second = await begin(priya, later);
    await write(
      second,
      [{ name: 'Dana Lee', owner: 'priya', lastTouch: { ...met, on: '2026-06-02' } }],
      later,
    );
    await undo(second);
    expect(undone(await undo(first))).toMatchObject({ gone: 1, kept: { count: 0 } });
  });

  it('stay under a legal hold, and are only counted', async () => {
    const id = await bring({ name: 'Dana Lee', owner: 'sam' }, { name: 'Cy Young', owner: 'priya' });
    await placeLegalHold(db, { memberId: sam.id }, 'a claim', priya, later);
    expect(undone(await undo(id))).toMatchObject({ gone: 1, held: 1, kept: { count: 0, names: [] } });
    expect(await idOf('Dana Lee')).toBeGreaterThan(0);
  });
});

describe('a partner who was there before', () => {
  it('loses the owner that the import gave, and gets them again with the same file', async () => {
    await book(sam, 'Dana Lee');
    const before = await shown();
    const file: Cells = { name: 'Dana Lee', owner: 'priya', tier: 'core', lastTouch: met };
    const id = await bring(file);
    const after = await shown();
    expect(after).not.toEqual(before);
    expect(undone(await undo(id))).toMatchObject({ gone: 0, released: 1 });
    expect(await shown()).toEqual(before);
    await bring(file);
    expect(await shown()).toEqual(after);
  });

  it('goes back to the branch, with the last contact it had', async () => {
    await write(await begin(null, new Date('2026-06-01T13:30:00Z')), [{ name: 'Dana Lee', lastTouch: met }]);
    const before = await shown();
    const file: Cells = { name: 'Dana Lee', owner: 'priya', tier: 'core', lastTouch: met };
    const id = await bring(file);
    const after = await shown();
    expect(undone(await undo(id))).toMatchObject({ released: 1 });
    expect(await shown()).toEqual(before);
    const newer = await bring({ ...file, lastTouch: { ...met, on: '2026-06-05' } });
    await undo(newer);
    expect(await shown()).toEqual(before);
    await bring(file);
    expect(await shown()).toEqual(after);
  });

  it('stays with the owner who has seen them since, whatever others do', async () => {
    const [dana, cy] = await book(sam, 'Dana Lee', 'Cy Young');
    const id = await bring({ name: 'Dana Lee', owner: 'priya' }, { name: 'Cy Young', owner: 'priya' });
    await tell(priya, { partnerIds: [dana!] });
    await tell(sam, { partnerIds: [cy!] });
    expect(undone(await undo(id))).toMatchObject({ released: 1, kept: { count: 1, names: ['Dana Lee'] } });
  });

  it('gets back what was in the fields that the import filled, unless they have changed since', async () => {
    const [dana, cy] = await book(sam, 'Dana Lee', 'Cy Young');
    const id = await begin();
    await transaction(db, async (tx) => {
      await tx.query(
        `update partner set phone = '813-555-0100', email = 'new@example.com' where id = any($1::int[])`,
        [[dana, cy]],
      );
      for (const id of [dana!, cy!])
        await writeTrace(tx, {
          ...({ subject: 'partner', subjectId: id, action: 'edited', madeBy: priya.id, now } as const),
          after: { source: 'import' },
          texts: [
            { field: 'phone', before: null, after: '813-555-0100' },
            { field: 'email', before: 'old@example.com', after: 'new@example.com' },
          ],
        });
    });
    await db.query(`update partner set phone = '813-555-0199' where id = $1`, [cy]);
    expect(undone(await undo(id))).toMatchObject({ gone: 0, emptied: 2 });
    expect(await db.query('select name, phone, email from partner order by name')).toEqual([
      { name: 'Cy Young', phone: '813-555-0199', email: 'old@example.com' },
      { name: 'Dana Lee', phone: null, email: 'old@example.com' },
    ]);
  });
});

describe('members who joined by an import', () => {
  it('leave with it, unless they have done anything by then or keep a partner', async () => {
    const id = await bring(
      { name: 'Dana Lee', owner: 'luis' },
      { name: 'Cy Young', owner: 'rosa' },
      { name: 'Bo Ash', owner: 'rosa' },
    );
    const rosa = (await findMember(db, 'UROSA'))!;
    await tell(rosa, { partnerIds: [await idOf('Bo Ash')] });
    expect(undone(await undo(id))).toMatchObject({ gone: 2, left: ['luis'], stayed: ['rosa'] });
    expect(
      await db.query(`select name, state from member where name in ('luis', 'rosa') order by name`),
    ).toEqual([
      { name: 'luis', state: 'invited' },
      { name: 'rosa', state: 'active' },
    ]);
    expect(
      await db.query('select distinct m.name from schedule s join member m on m.id = s.member_id order by 1'),
    ).toEqual([{ name: 'rosa' }]);
    // Never greeted, they are greeted when they come again.
    await bring({ name: 'Dana Lee', owner: 'luis' });
    expect(
      await db.query(
        `select n.state from nudge n join member m on m.id = n.member_id where m.name = 'luis' order by n.id`,
      ),
    ).toEqual([{ state: 'closed' }, { state: 'planned' }]);
  });
});

describe('who may undo, and when', () => {
  it('is who imported, within a day', async () => {
    const id = await bring({ name: 'Dana Lee', owner: 'priya' });
    expect(await undo(id, sam)).toEqual({ how: 'not theirs' });
    expect(await undo(id + 1)).toEqual({ how: 'gone' });
    expect(await undo(id, priya, new Date('2026-06-10T13:30:01Z'))).toEqual({ how: 'too late' });
    expect(await shown()).toHaveLength(1);
    expect(undone(await undo(id, priya, new Date('2026-06-10T13:30:00Z'))).gone).toBe(1);
  });

  it('is not who may not import for others anymore', async () => {
    const id = await bring({ name: 'Dana Lee', owner: 'sam' });
    expect(await undo(id, { ...priya, manages: [] })).toEqual({
      how: 'refused',
      action: 'import for others',
    });
    expect(undone(await undo(id)).gone).toBe(1);
  });

  it('is an operator, too', async () => {
    expect(undone(await undo(await bring({ name: 'Dana Lee' }), null)).gone).toBe(1);
  });
});

describe('an undo', () => {
  it('stops an import that is at work', async () => {
    const id = await bring({ name: 'Dana Lee' });
    await undo(id);
    await expect(write(id, [{ name: 'Cy Young' }])).rejects.toThrow(ImportUndone);
    expect(await shown()).toEqual([]);
  });

  it('says the same when it is asked for again, and takes nothing more', async () => {
    const id = await bring({ name: 'Dana Lee', owner: 'priya' }, { name: 'Cy Young', owner: 'priya' });
    const cy = await idOf('Cy Young');
    await tell(priya, { partnerIds: [cy] });
    const first = await undo(id);
    expect(await Promise.all([undo(id), undo(id, priya, new Date('2026-07-01T13:30:00Z'))])).toEqual([
      first,
      first,
    ]);
    expect(await db.query(`select from trace where action = 'import undone'`)).toHaveLength(1);
  });

  it('that stopped half-way goes on, even after the day', async () => {
    const cells = Array.from({ length: 450 }, (_, i): Cells => ({ name: `Partner ${i}`, owner: 'priya' }));
    const id = await bring(...cells);
    const stop = undoImport(db, id, priya, later, async () => {
      throw new Error('the process ends');
    });
    await expect(stop).rejects.toThrow('the process ends');
    expect(await shown()).toHaveLength(250);
    expect(undone(await undo(id, priya, new Date('2026-06-11T15:00:00Z'))).gone).toBe(450);
    expect(await shown()).toEqual([]);
  });

  it('pressed twice at once takes everything once', async () => {
    const cells = Array.from({ length: 450 }, (_, i): Cells => ({ name: `Partner ${i}`, owner: 'priya' }));
    const id = await bring(...cells);
    const both = await Promise.all([undo(id), undo(id)]);
    expect(both.map((one) => undone(one).gone)).toEqual([450, 450]);
  });
});

it('a request begins one import', async () => {
  const request = { branchId, memberId: priya.id, own: true, requestKey: 'import:V1', now };
  const ids = await Promise.all([beginImport(db, request), beginImport(db, request)]);
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
});
