import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';
import { json, sendSigned } from '../support/signed.ts';

/** A workspace of an Enterprise organization: of its people, every other one acts in the other workspace, or in none. */
const rapport = await startRapport({ grid: true });
const { sandbox, channel } = rapport;
const { teamId, organization } = sandbox;
const people = { priya: sandbox.as(rapport.priya), sam: sandbox.as(rapport.sam) };
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
await rapport.book(rapport.sam, ['Rosa Diaz', 'Amy Chen']);

/** The workspaces that requests named first. */
const outer = new Set<unknown>();
let seen = 0;
/** Every request since the last call was taken. */
function allTaken(): void {
  const requests = sandbox.exchanges
    .slice(seen)
    .filter(({ kind }) => kind !== 'api' && kind !== 'response_url');
  seen = sandbox.exchanges.length;
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
  for (const { payload } of requests) {
    const { team_id, team } = payload as { team_id?: string | null; team?: { id: string } | null };
    outer.add(team_id === undefined ? (team?.id ?? null) : team_id);
  }
}

describe.each([
  ['priya', 'Dana Lee', 'Marcus Webb'],
  ['sam', 'Rosa Diaz', 'Amy Chen'],
] as const)('%s', (who, first, second) => {
  const person = people[who];

  test('is answered to commands and direct messages, by buttons, and by Home', async () => {
    expect(person.user.id).toMatch(/^W/);
    const { message } = await person.command('/touchpoint', `coffee with ${first}`, channel);
    expect(readable(message!)).toContain(`✓ Coffee with ${first}`);
    await person.press({ message: message!, actionId: 'capture.undo' });
    await sandbox.until(() => readable(person.messages(channel).at(-1)!).includes('Undone'));
    await person.dm(`called ${second}`);
    await sandbox.until(() => readable(person.messages().at(-1)!).includes(`✓ Talked with ${second}`));
    const home = (await person.openHome())!;
    expect(readable(home)).toContain(second);
    await showSection(person, 'partners');
    await sandbox.until(() => readable(person.home()!).includes('Find'));
    await person.options(person.home()!, homeActions.find, first);
    allTaken();
  });

  test('fills in forms, and searches in them', async () => {
    await person.command('/touchpoint', '', channel);
    const { options } = await person.options(person.view()!, 'partners', first);
    await person.submit(person.view()!, { partners: [String(options[0]!.value)], how: 'call' });
    await sandbox.until(() => readable(person.messages(channel).at(-1)!).includes(`✓ Talked with ${first}`));
    await person.shortcut('partner.add');
    await person.closeView();
    allTaken();
  });
});

test('all of that came from another workspace, or from none', () => {
  expect([...outer]).toEqual(expect.arrayContaining([null, organization!.otherTeam.id]));
});

test('what is for the other workspace’s installation is refused', async () => {
  await people.priya.dm('called Dana Lee');
  const { payload } = sandbox.exchanges.findLast(({ name }) => name === 'message')!;
  const { authorizations, ...event } = payload as { authorizations: object[] };
  const body = {
    ...event,
    event_id: 'Ev0THEIRS',
    team_id: teamId,
    authorizations: authorizations.map((one) => ({ ...one, team_id: organization!.otherTeam.id })),
  };
  expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(403);
});
