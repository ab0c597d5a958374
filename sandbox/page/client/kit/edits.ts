import { useCallback, useState } from 'react';
import type { Typed } from '../../../people/inputs.ts';
import type { ShownView } from '../../scene.ts';
import type { Acting } from '../api.ts';
import type { Edit, Edits } from './kit-context.ts';

/** What a person enters into the inputs of a view. It stays on the page until the app needs it. */
export function useEdits(view: ShownView, acting: Acting) {
  const [edits, setEdits] = useState<Edits>({});
  const onEdit = useCallback(
    (key: string, edit: Edit) => setEdits((before) => ({ ...before, [key]: edit })),
    [],
  );
  // An update may have removed an input that was filled in.
  const typed = () =>
    Object.fromEntries(
      Object.entries(edits).flatMap(([key, { typed: value }]): [string, Typed][] => {
        const [blockId, actionId] = [blockIdOf(key), key.slice(key.lastIndexOf('/') + 1)];
        return view.state[blockId]?.[actionId] ? [[key, value]] : [];
      }),
    );
  const beforePress = async () => {
    const values = typed();
    if (Object.keys(values).length > 0) await acting.type(view.id, values);
  };
  return { edits, onEdit, typed, beforePress };
}

export const blockIdOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));
