import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
const his = await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);
const rosa = his['Rosa Diaz']!;
const [hidden] = await db.query<{ id: number; relationshipId: number }>(
  `with b as (insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id),
   p as (insert into partner (branch_id, name, name_key, phone, entered_on)
         select id, 'Hidden Person', 'hidden person', '555-0199', '2026-01-01' from b returning id, branch_id)
   insert into relationship (partner_id, branch_id, entered_on) select id, branch_id, '2026-01-01' from p
   returning partner_id as id, id as "relationshipId"`,
);
const [hisRelationship] = await db.query<{ id: number }>(
  'select id from relationship where partner_id = $1',
  [rosa],
);

const view = () => (priya.view() ? readable(priya.view()!) : '');
const open = async (press: { actionId: string; value?: string }, title: string) => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'dana lee', rapport.channel);
  await priya.press(press);
  await vi.waitFor(() => expect(view()).toContain(title));
};
/** Everything the form could have changed. */
const state = () =>
  db.query(
    `select (select json_agg(p order by p.id) from partner p) as partners,
            (select json_agg(r order by r.id) from relationship r) as relationships,
            (select count(*) from relationship_fact) as facts, (select count(*) from trace) as traces,
            (select count(*) from plan) as plans, (select count(*) from touchpoint) as touchpoints`,
  );
const set = (object: Record<string, unknown>, path: string, value: unknown) => {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) object[first] = value;
  else set(object[first] as Record<string, unknown>, rest.join('.'), value);
};

const more = (choice: string) => ({ actionId: cardActions.more, value: `${mine['Dana Lee']}.${choice}` });
const forms: [string, { actionId: string; value?: string }, string, string, Record<string, unknown>][] = [
  ['an edit', more('edit'), 'Edit partner', 'partnerId', { 'phone.1': '555-0100' }],
  ['a tier', more('tier'), 'Change tier', 'partnerId', { tier: 'inner' }],
  ['the four questions of fit', more('fit'), 'What’s true of', 'place.partnerId', { fit: ['buyers'] }],
  ['a plan', { actionId: cardActions.plan }, 'no reminders before then', 'partnerId', { how: 'visit' }],
];

describe('a form with someone else’s id', () => {
  test.each(forms)('changes nothing and shows nothing: %s', async (what, press, title, path, typed) => {
    // Anyone in the branch may plan with a colleague's partner.
    const ids = what === 'a plan' ? [hidden!.id, 99_999, -1] : [rosa, hidden!.id, 99_999, -1, 'x'];
    for (const id of ids) {
      await open(press, title);
      const metadata = JSON.parse(priya.view()!.definition.private_metadata!) as Record<string, unknown>;
      set(metadata, path, id);
      priya.view()!.definition.private_metadata = JSON.stringify(metadata);
      const before = await state();
      const outcome = await priya.submit(priya.view()!, typed as never);
      expect(outcome, `${what} with ${id}`).toMatchObject({ outcome: 'errors' });
      expect(JSON.stringify(outcome)).not.toMatch(/Rosa|Diaz|Hidden|555-0199/);
      expect(await state(), `${what} with ${id}`).toEqual(before);
    }
  });

  test('rejects a tier for a relationship that is not the partner’s', async () => {
    for (const relationshipId of [hisRelationship!.id, hidden!.relationshipId]) {
      await open(more('tier'), 'Change tier');
      const metadata = JSON.parse(priya.view()!.definition.private_metadata!);
      priya.view()!.definition.private_metadata = JSON.stringify({ ...metadata, relationshipId });
      const before = await state();
      expect(await priya.submit(priya.view()!, { tier: 'inner' })).toMatchObject({ outcome: 'errors' });
      expect(await state()).toEqual(before);
    }
  });

  test('rejects a merge with a partner of another branch or one that does not exist', async () => {
    for (const id of [hidden!.id, 99_999]) {
      await open(more('merge'), 'Which partner is a duplicate');
      // As if the app had offered it.
      await priya.options(priya.view()!, 'partners.other', '');
      const [offered] = [...priya.view()!.offered.values()];
      offered!.push({ text: { type: 'plain_text', text: 'x' }, value: String(id) } as never);
      const before = await state();
      const outcome = await priya.submit(priya.view()!, { other: String(id) });
      expect(JSON.stringify(outcome)).toContain('I can’t find that partner');
      expect(await state()).toEqual(before);
    }
  });

  test('rejects a touchpoint with a partner of another branch', async () => {
    await open({ actionId: cardActions.log }, 'Log a touchpoint');
    await priya.options(priya.view()!, 'partners', '');
    const [offered] = [...priya.view()!.offered.values()];
    offered!.push({ text: { type: 'plain_text', text: 'x' }, value: String(hidden!.id) } as never);
    const before = await state();
    const outcome = await priya.submit(priya.view()!, { partners: [String(hidden!.id)], how: 'visit' });
    expect(JSON.stringify(outcome)).toContain('isn’t in your branch anymore');
    expect(await state()).toEqual(before);
  });
});
