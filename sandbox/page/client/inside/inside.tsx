import { useEffect, useState } from 'react';
import type { Exchange } from '../../../delivery/exchanges.ts';
import { exchangesSince } from '../api.ts';
import { useStore } from '../store.ts';

/** The number of exchanges from before the panel opened to show at first. */
const EARLIER = 50;

/** The exchanges between Slack and the app, newest first. */
export function Inside({ onClose }: { onClose: () => void }) {
  const { state } = useStore();
  const [earlier, setEarlier] = useState<readonly Exchange[]>([]);
  useEffect(() => {
    exchangesSince(0).then(
      (all) => setEarlier(all.slice(-EARLIER)),
      () => undefined,
    );
  }, []);
  const last = earlier.at(-1)?.id ?? 0;
  const shown = [...earlier, ...state.exchanges.filter((exchange) => exchange.id > last)].reverse();
  return (
    <aside className="inside" aria-label="Inside">
      <header>
        <h2>Between Slack and {state.scene!.app.name}</h2>
        <button type="button" onClick={onClose} aria-label="Close this panel">
          ×
        </button>
      </header>
      {shown.length === 0 && <p className="nothing">Nothing yet. Type a command and watch.</p>}
      <ol>
        {shown.map((exchange) => (
          <Row key={exchange.id} exchange={exchange} />
        ))}
      </ol>
    </aside>
  );
}

function Row({ exchange }: { exchange: Exchange }) {
  const [isOpen, setOpen] = useState(false);
  const isToSlack = exchange.kind === 'api' || exchange.kind === 'response_url';
  const failed = failureOf(exchange);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="arrow" title={isToSlack ? 'from the app' : 'to the app'}>
            {isToSlack ? '→ Slack' : '→ app'}
          </span>
          <b>{exchange.kind === 'response_url' ? 'response_url' : exchange.name}</b>
          <span className={failed ? 'failed' : 'well'}>{failed ?? exchange.status ?? ''}</span>
          <span className="ms">{exchange.ms} ms</span>
        </summary>
        {isOpen && (
          <div className="exchange">
            <h3>{exchange.kind}: request</h3>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling a long payload by keyboard. */}
            <pre tabIndex={0}>{pretty(exchange.payload)}</pre>
            <h3>response</h3>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
            <pre tabIndex={0}>{exchange.answer === undefined ? '(none)' : pretty(exchange.answer)}</pre>
          </div>
        )}
      </details>
    </li>
  );
}

function failureOf({ failure, answer, retryNum }: Exchange): string | undefined {
  const refused = (answer as { ok?: unknown; error?: unknown } | undefined)?.ok === false;
  const said = failure ?? (refused ? String((answer as { error?: unknown }).error) : undefined);
  if (retryNum !== undefined) return `${said ?? ''} (retry ${retryNum})`.trim();
  return said;
}

/** Text stays as it is. Everything else is shown as indented JSON. */
const pretty = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);
