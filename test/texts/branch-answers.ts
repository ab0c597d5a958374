import type { MemberWorkload } from '../../src/domain/leads/needs-help.ts';
import {
  branchesStand,
  branchFeedback,
  branchStands,
  couldUseAHand,
  didWell,
  hasRoom,
  mostLate,
  noSuchBranch,
  openInstead,
  ownInstead,
} from '../../src/messages/asking/branch-answers.ts';
import { branchNamed, colleaguesNamed } from '../../src/messages/partners/colleague-named.ts';
import { refusedBranch } from '../../src/messages/refusals.ts';
import { subject } from './catalog.ts';
import { today } from './given.ts';
import { needing, overview, owners, person } from './leads.ts';

const own = { label: 'My branch', screen: { at: 'branch', branchId: 1 } } as const;
const all = { label: 'All branches', screen: { at: 'branches' } } as const;
const six = <One extends { name: string }>(one: One): One[] =>
  ['Sam Cole', 'Ann Ray', 'Bo Hart', 'Kim Roe', 'Luis Moreno', 'Wen Zhao'].map((name) => ({ ...one, name }));

/** What is answered to questions about branches and colleagues. */
export const branchAnswers = subject('Questions about branches', (show) => {
  const fine: MemberWorkload = { ...person, latePromises: 0, relationships: [] };
  show('who is late', branchStands, 'Tampa', six(person), own, today);
  show('no one is late', branchStands, 'Tampa', [fine], own, today);
  show('who could use a hand', couldUseAHand, 'Tampa', six(needing), own);
  show('no one needs a hand', couldUseAHand, 'Tampa', [], own);
  const well = { memberId: 2, slackUserId: 'U2', name: 'Sam Cole', close: 8 };
  show('who did well', didWell, 'Tampa', six(well), own);
  show('no one did well', didWell, 'Tampa', [], own);
  show('who has room', hasRoom, [{ ...person, branchName: 'Tampa' }], all);
  show('no one works there', hasRoom, [], own);
  show('feedback', branchFeedback, 'All branches', 3, owners, true, all);
  show('no feedback', branchFeedback, 'Tampa', 0, [], false, own);
  show('all branches', branchesStand, Array(9).fill(overview), all);
  show('no branch behind', branchesStand, [{ ...overview, close: 0, late: 0, unowned: 0 }], all);
  const load = {
    memberId: 2,
    branchName: 'Tampa',
    areaId: 1,
    meetingsPerWeek: 4,
    inner: 9,
    core: 12,
    late: 4,
  };
  show('most late', mostLate, six({ ...load, name: '' }), all);
  show('none late', mostLate, [], all);
  show('the month', openInstead, 'month', { label: 'Month', screen: { at: 'month' } });
  show('who did well anywhere', openInstead, 'well', all);
  show('no such branch', noSuchBranch, 'Brandon', all);
  show('not theirs', ownInstead, refusedBranch('see people'));
  const sam = { id: 2, name: 'Sam Cole', branchName: 'Tampa', isSelf: false, isNear: true, isSeen: true };
  show('a colleague', colleaguesNamed, [sam]);
  show('a colleague of a peer', colleaguesNamed, [{ ...sam, isSeen: false }]);
  show('two colleagues', colleaguesNamed, [sam, { ...sam, id: 3, name: 'Sam Roe', isNear: false }]);
  show('oneself', colleaguesNamed, [{ ...sam, isSelf: true }]);
  show('a branch', branchNamed, 1, 'Tampa');
});
