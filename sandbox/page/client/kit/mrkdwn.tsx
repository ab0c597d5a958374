import './mrkdwn.css';
import { memo, type ReactNode, useMemo } from 'react';
import { type Mark, marksOf, unescaped } from '../../../blocks/mrkdwn.ts';
import type { TextObject } from '../../../blocks/shapes.ts';
import type { Scene } from '../../scene.ts';
import { dateInWords, zoneOf } from './dates.ts';
import { emojiNamed, isEmoji } from './emoji.ts';
import { Link } from './link.tsx';
import { plain } from './plain.ts';

/** A text object, as Slack draws it. */
export function Text({ text, scene }: { text: TextObject; scene: Scene }): ReactNode {
  if (text.type !== 'mrkdwn') return <span className="kit-mrkdwn">{plain(text)}</span>;
  return <Mrkdwn text={text.text} verbatim={text.verbatim === true} scene={scene} />;
}

/** @param verbatim whether addresses in the text stay text */
export const Mrkdwn = memo(function Mrkdwn({
  text,
  verbatim = false,
  scene,
}: {
  text: string;
  verbatim?: boolean;
  scene: Scene;
}) {
  const marks = useMemo(() => {
    const names = new Set(scene.places.filter((place) => place.kind === 'public').map(({ name }) => name));
    return marksOf(text, { verbatim, isEmoji, isChannel: (name) => names.has(name) });
  }, [text, verbatim, scene]);
  return (
    <span className="kit-mrkdwn">
      <Marks marks={marks} scene={scene} />
    </span>
  );
});

/** Text that Slack shows as it is. */
export function Unmarked({ text }: { text: string }): ReactNode {
  return <span className="kit-mrkdwn">{unescaped(text)}</span>;
}

function Marks({ marks, scene }: { marks: readonly Mark[]; scene: Scene }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: marks have no identity and no state.
  return marks.map((mark, index) => <Drawn key={index} mark={mark} scene={scene} />);
}

function Drawn({ mark, scene }: { mark: Mark; scene: Scene }): ReactNode {
  switch (mark.type) {
    case 'text':
      return mark.text;
    case 'bold':
      return <b>{<Marks marks={mark.marks} scene={scene} />}</b>;
    case 'italic':
      return <i>{<Marks marks={mark.marks} scene={scene} />}</i>;
    case 'strike':
      return <s>{<Marks marks={mark.marks} scene={scene} />}</s>;
    case 'quote':
      return <blockquote>{<Marks marks={mark.marks} scene={scene} />}</blockquote>;
    case 'code':
      return <code>{mark.text}</code>;
    case 'preformatted':
      return <pre>{mark.text}</pre>;
    case 'link':
      return <Link href={mark.url}>{mark.text}</Link>;
    case 'emoji':
      return (
        <span role="img" aria-label={mark.name}>
          {emojiNamed(mark.name)}
        </span>
      );
    case 'date': {
      const words = dateInWords(mark.seconds, mark.format, mark.fallback, zoneOf(scene));
      return mark.url ? <Link href={mark.url}>{words}</Link> : words;
    }
    default:
      return (
        <span className="kit-mention">
          {mark.type === 'channel' ? '#' : mark.type === 'group' ? '' : '@'}
          <bdi>{nameOf(mark.type, mark.id, scene) ?? mark.label ?? mark.id}</bdi>
        </span>
      );
  }
}

function nameOf(type: Mark['type'], id: string | undefined, scene: Scene): string | undefined {
  if (type === 'user') return scene.people.find((person) => person.id === id)?.realName;
  return type === 'channel' ? scene.places.find((place) => place.id === id)?.name : undefined;
}
