import 'slack-blocks-to-jsx/dist/style.css';
import { Component, memo, type ReactNode } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import { readable } from '../../../readable.ts';
import type { Scene, ShownBlock } from '../../scene.ts';
import { useTheme } from '../theme.ts';
import { dateInWords, zoneOf } from './dates.ts';
import { drawable } from './drawable.ts';
import { Link } from './link.tsx';

/** Blocks that the library does not draw. They are shown as plain text. */
const UNKNOWN_TO_LIBRARY = new Set(['data_table']);

/** One block, drawn by the library. Only its links can be pressed. */
export const Shown = memo(function Shown({ block, scene }: { block: ShownBlock; scene: Scene }) {
  const theme = useTheme();
  const words = <Words block={block} scene={scene} />;
  if (UNKNOWN_TO_LIBRARY.has(block.type)) return words;
  return (
    <Fallback otherwise={words}>
      <div className="kit-shown">
        <Message
          blocks={[drawable(block)] as never}
          name=""
          logo=""
          theme={theme}
          withoutWrapper
          data={{
            users: scene.people.map(({ id, realName }) => ({ id, name: realName })),
            channels: scene.places.map(({ id, name }) => ({ id, name })),
          }}
          hooks={{
            link: Link,
            date: ({ timestamp, format, link, fallback }) => {
              const words = dateInWords(Number(timestamp), format, fallback, zoneOf(scene));
              return link ? <Link href={link}>{words}</Link> : <span>{words}</span>;
            },
          }}
        />
      </div>
    </Fallback>
  );
});

function Words({ block, scene }: { block: ShownBlock; scene: Scene }) {
  const text = readable(
    { blocks: [block] },
    {
      user: (id) => scene.people.find((person) => person.id === id)?.realName,
      channel: (id) => scene.places.find((place) => place.id === id)?.name,
    },
  );
  return <p className="kit-words">{text}</p>;
}

class Fallback extends Component<{ otherwise: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}
