import { useEffect, useMemo, useRef } from 'react';
import type { Scene, ShownView } from '../../scene.ts';
import type { Acting } from '../api.ts';
import { Blocks } from '../kit/blocks.tsx';
import { useEdits } from '../kit/edits.ts';

/** The app's Home tab, as published for this person. */
export function Home({ home, acting, scene }: { home: ShownView | null; acting: Acting; scene: Scene }) {
  if (!home) {
    return (
      <p className="nothing" role="status">
        {scene.app.reachable
          ? `${scene.app.name} hasn’t published its Home tab yet.`
          : `No app is connected. ${scene.app.name} publishes its Home tab once it’s running.`}
      </p>
    );
  }
  return <Drawn key={home.id} home={home} acting={acting} scene={scene} />;
}

function Drawn({ home, acting, scene }: { home: ShownView; acting: Acting; scene: Scene }) {
  const where = useMemo(() => ({ view: { id: home.id } }), [home.id]);
  const { edits, onEdit, beforePress } = useEdits(home, acting);
  const body = useRef<HTMLElement>(null);
  // After the phone's menu or the switcher, nothing here has the focus. Not while the menu is open: taking the focus closes it,
  // and someone may just have picked another person in it.
  useEffect(() => {
    if (document.querySelector('[data-menu="true"]')) return;
    if (!document.activeElement?.closest('.main, [role="dialog"]')) body.current?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling a long Home by keyboard.
    <section ref={body} className="home-body" tabIndex={0} aria-label="Home">
      <Blocks
        blocks={home.definition.blocks}
        where={where}
        acting={acting}
        scene={scene}
        state={home.state}
        edits={edits}
        onEdit={onEdit}
        beforePress={beforePress}
      />
    </section>
  );
}
