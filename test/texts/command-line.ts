import { checkBackups } from '../../src/cli/backups.ts';
import { layOutChecklist, messagesCheck, unseen } from '../../src/cli/checklist.ts';
import {
  appRemoved,
  channelFinding,
  findingOf,
  onStandby,
  recordCheck,
  recordFinding,
  scopesLacking,
  tokenRefused,
  zoneFinding,
} from '../../src/cli/findings.ts';
import { layOut } from '../../src/cli/findings-report.ts';
import type { TroubledNudges } from '../../src/store/nudges/trouble.ts';

const troubles: [TroubledNudges['trouble'], (string | null)[]][] = [
  [
    'late',
    [null, 'rate limited', 'could not be composed', 'weeks are being closed', 'missing_scope', 'fatal_error'],
  ],
  ['expired', [null, 'rate limited', 'fatal_error']],
  ['in doubt', [null, 'history unreadable: missing_scope', 'history unreadable: invalid_auth']],
  [
    'in doubt',
    ['history unreadable: channel_not_found', 'history unreadable: more than 2000 messages since'],
  ],
  ['in doubt', ['history unreadable: fatal_error']],
  [
    'failed',
    ['messages_tab_disabled', 'cannot_dm_bot', 'restricted_action', 'not_in_channel', 'is_archived', null],
  ],
  ['refused', ['user_disabled', 'user_not_found']],
  ['gone', [null, 'user_disabled']],
  [
    'cancelled',
    ['neither a manager nor a lead to tell', 'no channel, and neither a manager nor a lead to tell', null],
  ],
];

/** What `doctor` finds, one of each kind. */
export function doctorFindings(): string[] {
  const example = { id: 17, post: 'digest', who: 'Priya Patel', dueAt: '2026-06-09T12:00:00Z' };
  const ofNudges = troubles.flatMap(([trouble, reasons]) =>
    reasons.map((reason) => findingOf({ trouble, reason, count: 3, examples: [example] })),
  );
  const channels = ['archived', 'shared', 'guests', 'not in channel', 'not found', 'other'].map((problem) =>
    channelFinding({ problem, count: 1, branches: ['Tampa'] }),
  );
  const record = (['superuser', 'owner', 'granted'] as const).map((because) =>
    recordFinding({ role: 'rapport', because }),
  );
  const zone = zoneFinding({ zone: 'America/Coyhaique', count: 2, who: ['Priya Patel', 'Tampa'] });
  const ofSlack = [tokenRefused('invalid_auth'), scopesLacking(['files:read', 'users:read'])];
  const signs = {
    isStandby: false,
    isArchiving: true,
    lastArchivedAt: null,
    lastFailedAt: null,
    standbys: 1,
  };
  const at = new Date('2026-06-09T12:00:00Z');
  const backups = [
    { ...signs, isArchiving: false, standbys: 0 },
    signs,
    { ...signs, lastFailedAt: at },
    { ...signs, lastArchivedAt: at },
  ].map(checkBackups);
  const checklist = [
    ...backups.map(({ check }) => check),
    recordCheck(null),
    recordCheck({ role: 'rapport', because: 'owner' }),
    messagesCheck([], 7),
    messagesCheck(ofNudges, 7),
    unseen('scopes', 'Slack didn’t say; compare them with the manifest'),
  ];
  return [
    ...[...ofNudges, ...channels, zone, ...ofSlack, ...record, appRemoved(at), onStandby].map(layOut),
    ...backups.flatMap(({ findings }) => findings.map(layOut)),
    layOutChecklist(checklist),
    layOutChecklist(checklist.filter(({ state }) => state !== 'wrong')),
    layOutChecklist(checklist.filter(({ state }) => state === 'fine')),
  ];
}
