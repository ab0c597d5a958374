/** The names that Slack may have for a user. */
interface SlackNames {
  id: string;
  name?: string | undefined;
  real_name?: string | undefined;
  profile?: { display_name?: string | undefined; real_name?: string | undefined } | undefined;
}

/** What a person is called here: read when they are asked to join and every day after, so by one rule. */
export const nameInSlack = (user: SlackNames): string =>
  user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id;
