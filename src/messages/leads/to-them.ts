import type { Button, KnownBlock } from '@slack/types';
import { actions, button, cut, labeled } from '../blocks.ts';
import { type HomeScreen, homeActions } from '../home/home-screen.ts';

/** Who and how to reach them: what is needed to open a conversation. */
interface Person {
  memberId: number;
  slackUserId: string;
  name: string;
}

/** The ways to their conversation and to their list. `open`: a button that leads to a screen of Home. */
export function toThem(
  person: Person,
  firstName: string,
  teamId: string,
  open: (label: string, screen: HomeScreen) => Button,
): KnownBlock {
  return actions([
    labeled(person.name, messageButton(person, firstName, teamId)),
    labeled(person.name, open('Open list', { at: 'person', memberId: person.memberId })),
  ]);
}

/** Opens their conversation and writes nothing. Slack shows it to the one who presses; we only hear that it was pressed. */
export const messageButton = (person: Person, firstName: string, teamId: string): Button =>
  button(homeActions.message, `Message ${cut(firstName, 40)}`, String(person.memberId), {
    url: `https://slack.com/app_redirect?team=${teamId}&channel=${person.slackUserId}`,
  });
