import type { Button, KnownBlock } from '@slack/types';
import { clockTime } from '../../domain/format.ts';
import type { Steps } from '../../domain/members/getting-started.ts';
import type { Member } from '../../domain/members/member.ts';
import { logButton } from '../asking/ask-controls.ts';
import { button, section } from '../blocks.ts';
import { firstListActions } from '../members/first-list.ts';
import { cardActions } from '../partners/card-actions.ts';
import { header } from './home-view.ts';

/** Above a new member's list: three steps, each open one with what does it. */
export const gettingStarted = (steps: Steps, { digestAt }: Member): KnownBlock[] => [
  header('Getting started'),
  step(steps.names, 'Five names', button(cardActions.add, 'Add…', '')),
  step(steps.touchpoint, 'One touchpoint', logButton()),
  step(steps.hour, `Your hour: ${clockTime(digestAt)}`, button(firstListActions.change, 'Change…', 'change')),
];

const step = (done: boolean, what: string, doIt: Button): KnownBlock =>
  done ? section(`✓ ${what}`) : { ...section(`○ ${what}`), accessory: doIt };
