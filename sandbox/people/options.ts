import { LIMITS } from '../blocks/limits.ts';
import { option, optionGroup } from '../blocks/objects.ts';
import { complaints, isObject, list } from '../blocks/schema.ts';
import type { Block, Element, Option, OptionGroup } from '../blocks/shapes.ts';
import { deliver } from '../delivery/deliver.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { commonPayload } from './payload.ts';

/** What a person sees in a menu that the app fills as they type. */
export interface OptionsOutcome {
  options: Option[];
  groups?: OptionGroup[];
  /** False if the query was too short for Slack to ask the app. */
  asked: boolean;
  /** `timeout`, `unreachable`, `status`, or `invalid` if the answer was not a list of valid options. */
  error?: string;
  ms: number;
}

/** Characters before Slack asks the app, unless the element sets its own number. */
const MIN_QUERY_LENGTH = 3;

/**
 * Types into an external select.
 * @param where the part of the payload that says where the menu is: container, view or message
 */
export async function askOptions(
  world: World,
  user: User,
  { block, element }: { block: Block; element: Element },
  query: string,
  where: Record<string, unknown>,
): Promise<OptionsOutcome> {
  if (query.length < (element.min_query_length ?? MIN_QUERY_LENGTH))
    return { options: [], asked: false, ms: 0 };
  // Over HTTP, options have their own address. Over Socket Mode, they use the same connection.
  const answer = await deliver(world, {
    kind: 'options',
    name: 'block_suggestion',
    path: world.manifest.optionsPath,
    payload: {
      type: 'block_suggestion',
      ...commonPayload(world, user),
      ...where,
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
    },
  });
  if (answer.failure) return { options: [], asked: true, error: answer.failure, ms: answer.ms };
  const offered = readOptions(answer.body);
  return offered
    ? { ...offered, asked: true, ms: answer.ms }
    : { options: [], asked: true, error: 'invalid', ms: answer.ms };
}

const OPTIONS = list(option(), { max: LIMITS.select.options });
const GROUPS = list(optionGroup, { max: LIMITS.select.groups });

/** Slack takes options or groups of them. It shows nothing for an answer with both, even if one is empty. */
function readOptions(body: unknown): { options: Option[]; groups?: OptionGroup[] } | undefined {
  if (!isObject(body) || (body.options !== undefined && body.option_groups !== undefined)) return undefined;
  if (body.option_groups !== undefined) {
    if (complaints(GROUPS, body.option_groups, '').length > 0) return undefined;
    const groups = body.option_groups as OptionGroup[];
    return { options: groups.flatMap((group) => group.options), groups };
  }
  if (complaints(OPTIONS, body.options, '').length > 0) return undefined;
  return { options: body.options as Option[] };
}
