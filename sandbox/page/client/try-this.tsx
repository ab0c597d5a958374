import { useState } from 'react';
import { go } from './address.ts';
import { draftKey, putInComposer } from './conversation/drafts.ts';
import { useStore } from './store.ts';

const KEY = 'sandbox.guide';

/** Collapsed if the screen is too small for both the card and what it describes. */
function isOpenAtFirst(): boolean {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? matchMedia('(width > 720px)').matches : kept === 'open';
}

/** The card that guides people through the first minutes. Collapsed, it is one line. */
export function TryThis() {
  const { state } = useStore();
  const scene = state.scene!;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { guide } = scene;
  if (!guide) return null;
  const fold = () => {
    sessionStorage.setItem(KEY, isOpen ? 'folded' : 'open');
    setOpen(!isOpen);
  };
  const dm = scene.places.find((place) => place.kind === 'im')?.id;
  const put = (say: string, channel = dm) => {
    // The step is for one person. Others may not be in that channel.
    const place = scene.places.some((each) => each.id === channel && each.isMember) ? channel : dm;
    if (place === undefined) return;
    go({ place });
    putInComposer(draftKey(scene.me, place), say);
  };
  return (
    <section className="try-this" aria-label={guide.title}>
      <header>
        <h2>{guide.title}</h2>
        <button type="button" aria-expanded={isOpen} onClick={fold}>
          {isOpen ? 'Hide' : 'Show'}
        </button>
      </header>
      {isOpen && (
        <ol>
          {guide.steps.map(({ text, say, channel }) => (
            <li key={text}>
              <p>{text}</p>
              {say !== undefined && (
                <button type="button" onClick={() => put(say, channel)}>
                  Type it for me
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
