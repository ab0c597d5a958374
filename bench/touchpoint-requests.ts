import { commandFields, type SignedRequest, signedRequest } from './signed-request.ts';
import { branch, nameOf, slackUserOf } from './touchpoint-database.ts';

/** A third of the sentences make a promise. Each is unique, because repeated words would be treated as an accidental repeat. */
const sentences = [
  (name: string, about: string) => `coffee with ${name} yesterday, talked about ${about}`,
  (name: string, about: string) => `called ${name}, wants help with ${about}`,
  (name: string, about: string) => `lunch with ${name} today, promised the slides about ${about} by Friday`,
];

interface Requests {
  /** The first member, of this many. */
  from?: number;
  members: number;
  partnersEach: number;
  tag?: string;
}

/**
 * `/touchpoint` in words, as Slack sends it and signed with the current time. Members and partners rotate. `tag` tells
 * generators apart.
 */
export function touchpointRequests(
  slack: { signingSecret: string; teamId: string },
  { from = 0, members, partnersEach, tag = '' }: Requests = branch,
): () => SignedRequest {
  let made = 0;
  return () => {
    const nr = made++;
    const say = sentences[nr % sentences.length]!;
    const partner = Math.floor(nr / members) % partnersEach;
    const text = say(nameOf(partner), `house ${tag}${lettersOf(nr)}`);
    const by = { teamId: slack.teamId, user: slackUserOf(from + (nr % members)), nr: `${nr}${tag}` };
    return signedRequest(slack.signingSecret, commandFields('/touchpoint', text, by));
  };
}

/** A unique word for each number that cannot be read as a name, day or number. */
export function lettersOf(nr: number): string {
  let letters = '';
  for (let left = nr; left > 0 || letters === ''; left = Math.floor(left / 26)) {
    letters = String.fromCharCode(97 + (left % 26)) + letters;
  }
  return `q${letters}x`;
}
