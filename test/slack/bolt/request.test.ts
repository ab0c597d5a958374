import { expect, test } from 'vitest';
import { describeRequest, type RequestBody, teamOf } from '../../../src/slack/bolt/request.ts';

const ours = 'T0OURS';
const theirs = 'T0THEIRS';

test.each([
  ['an event', { type: 'event_callback', team_id: theirs, authorizations: [{ team_id: ours }] }, ours],
  [
    'an event of a shared channel',
    { type: 'event_callback', team_id: theirs, context_team_id: ours, authorizations: [{ team_id: null }] },
    ours,
  ],
  ['an event for another installation', { team_id: ours, authorizations: [{ team_id: theirs }] }, theirs],
  ['a plain event', { type: 'event_callback', team_id: ours }, ours],
  ['a command', { command: '/touchpoint', team_id: ours, user_id: 'W1' }, ours],
  [
    'a form sent from another workspace of the Grid',
    { type: 'view_submission', team: { id: theirs }, view: { app_installed_team_id: ours } },
    ours,
  ],
  [
    'a button in a view of another installation',
    { type: 'block_actions', team: { id: ours }, view: { app_installed_team_id: theirs } },
    theirs,
  ],
  [
    'a button pressed by a person from another workspace',
    { type: 'block_actions', team: null, context_team_id: ours, user: { id: 'W1', team_id: theirs } },
    ours,
  ],
  ['a button', { type: 'block_actions', team: { id: ours }, user: { id: 'U1', team_id: theirs } }, ours],
  ['a button without a team', { type: 'block_actions', team: null, user: { team_id: theirs } }, theirs],
  ['a body that is no object', null, undefined],
])('%s is for the installation it names', (_, body, team) => {
  expect(teamOf(body as unknown as RequestBody)).toBe(team);
});

test('an event about a user is logged by id, without the profile', () => {
  const user = { id: 'W1', real_name: 'Kim Roe', profile: { email: 'kim@example.com' } };
  const body = { type: 'event_callback', event: { type: 'user_change', user } };
  expect(JSON.stringify(describeRequest(body as unknown as RequestBody))).not.toMatch(/Kim|@/);
  expect(describeRequest(body as unknown as RequestBody)).toMatchObject({ event: 'user_change', user: 'W1' });
});
