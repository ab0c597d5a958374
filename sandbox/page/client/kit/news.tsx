import { useEffect, useState } from 'react';
import { readable } from '../../../readable.ts';
import type { Scene, ShownBlock } from '../../scene.ts';

const TEXTS = new Set(['header', 'section', 'context']);

/** The texts of each view when it was last drawn. Kept outside of the component: another modal may cover the view meanwhile. */
const known = new Map<string, ReadonlySet<string>>();

/** Tells a screen reader the first text that a redrawn view did not have before: what became of a press. */
export function News({ of, blocks, scene }: { of: string; blocks: readonly ShownBlock[]; scene: Scene }) {
  const [news, setNews] = useState('');
  // Not with the first drawing: a reader tells only what changes in a status.
  useEffect(() => {
    const before = known.get(of);
    const texts = textsOf(blocks, scene);
    known.set(of, new Set(texts));
    const found = before && texts.find((text) => !before.has(text));
    if (found !== undefined) setNews(found);
  }, [of, blocks, scene]);
  return (
    <p className="visually-hidden" role="status">
      {news}
    </p>
  );
}

const textsOf = (blocks: readonly ShownBlock[], scene: Scene): string[] =>
  blocks
    .filter(({ type }) => TEXTS.has(type))
    .map(({ accessory: _control, ...block }) =>
      withoutMarks(
        readable(
          { blocks: [block] },
          {
            user: (id) => scene.people.find((person) => person.id === id)?.realName,
            channel: (id) => scene.places.find((place) => place.id === id)?.name,
          },
        ),
      ),
    );

/** "*Dana Lee* · ✓ Done" is read without the asterisks of its bold. */
const withoutMarks = (text: string): string => text.replace(/(?<!\w)[*_~`]+|[*_~`]+(?!\w)/g, '');
