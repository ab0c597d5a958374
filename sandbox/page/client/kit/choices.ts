import { useEffect, useState } from 'react';
import type { Element, Option, OptionGroup } from '../../../blocks/shapes.ts';
import type { Scene } from '../../scene.ts';
import { Failed } from '../api.ts';
import { useKit } from './kit-context.ts';
import { plain } from './plain.ts';
import { keyOf, type Placed } from './pressing.ts';

/** One choice: `shown` is the value held when it is chosen, `label` and `hint` are what a person reads. */
export interface Choice {
  key: string;
  label: string;
  hint?: string | undefined;
  shown: unknown;
}
interface Group {
  label: string | undefined;
  choices: Choice[];
}
export interface Choices {
  groups: Group[];
  /** Shown in the list if there is nothing to choose. */
  note: string | undefined;
}

/** Characters before an external menu asks the app, unless the element sets its own number. Slack's default. */
const MIN_QUERY = 3;
/** Milliseconds without typing before the app is asked. */
const PAUSE_MS = 150;

/** What a menu offers for the typed query. Menus that the app fills ask it while they are open. */
export function useChoices(placed: Placed, query: string, isOpen: boolean): Choices {
  const { element } = placed;
  const { scene } = useKit();
  const external = useExternal(placed, query, isOpen);
  if (external) return external;
  const sought = query.trim().toLowerCase();
  const groups = fixedGroups(element, scene)
    .map(({ label, choices }) => ({
      label,
      choices: choices.filter((choice) => choice.label.toLowerCase().includes(sought)),
    }))
    .filter(({ choices }) => choices.length > 0);
  return { groups, note: groups.length === 0 ? 'No results' : undefined };
}

function fixedGroups(element: Element, scene: Scene): Group[] {
  const kind = element.type.replace('multi_', '');
  const one = (choices: Choice[]): Group[] => [{ label: undefined, choices }];
  if (kind === 'users_select') {
    return one(
      scene.people
        .filter((person) => !person.deleted)
        .map(({ id, realName, name }) => ({ key: id, label: realName, hint: `@${name}`, shown: id })),
    );
  }
  if (kind === 'channels_select' || kind === 'conversations_select') {
    return one(
      scene.places
        .filter((place) => !place.isArchived && fits(place.kind, kind, element))
        .map((place) => ({
          key: place.id,
          label: place.kind === 'im' ? scene.app.name : `#${place.name}`,
          shown: place.id,
        })),
    );
  }
  return element.option_groups
    ? element.option_groups.map(groupOf)
    : one((element.options ?? []).map(choiceOf));
}

/** A channels menu offers public channels only. A conversations menu applies the element's filter. */
function fits(place: 'public' | 'private' | 'im', menu: string, element: Element): boolean {
  if (menu === 'channels_select') return place === 'public';
  const include = (element.filter as { include?: string[] } | undefined)?.include;
  return include?.includes(place) ?? true;
}

const choiceOf = (option: Option): Choice => ({
  key: option.value ?? option.text.text,
  label: plain(option.text),
  hint: option.description && plain(option.description),
  shown: option,
});
const groupOf = ({ label, options }: OptionGroup): Group => ({
  label: plain(label),
  choices: options.map(choiceOf),
});

/** Asks the app for options. Returns null for menus that are not external. */
function useExternal(placed: Placed, query: string, isOpen: boolean): Choices | null {
  const { element } = placed;
  const { acting, where } = useKit();
  const isExternal = element.type.endsWith('external_select');
  const needed = element.min_query_length ?? MIN_QUERY;
  const [answer, setAnswer] = useState<{ query: string } & Choices>();
  const key = keyOf(placed);
  const canAsk = isExternal && isOpen && query.length >= needed;
  useEffect(() => {
    if (!canAsk) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const found = await ask();
      // A late answer must not replace the answer to a newer query.
      if (!isStale) setAnswer({ query, ...found });
    }, PAUSE_MS);
    const ask = async (): Promise<Choices> => {
      try {
        const outcome = await acting.options(where, key, query);
        if (outcome.error) return { groups: [], note: 'The app did not respond. Keep typing to try again.' };
        const groups = outcome.groups?.map(groupOf) ?? [
          { label: undefined, choices: outcome.options.map(choiceOf) },
        ];
        const isEmpty = groups.every((group) => group.choices.length === 0);
        return { groups, note: isEmpty ? 'No results' : undefined };
      } catch (error) {
        return { groups: [], note: error instanceof Failed ? error.message : String(error) };
      }
    };
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [canAsk, acting, where, key, query]);

  if (!isExternal) return null;
  if (query.length < needed) {
    return { groups: [], note: `Type at least ${needed} ${needed === 1 ? 'letter' : 'letters'}` };
  }
  // The results of the previous query stay until the new answer arrives.
  if (answer?.query !== query)
    return { groups: answer?.groups ?? [], note: answer ? undefined : 'Searching…' };
  return answer;
}
