/** Blocks that are valid except where a test changes them. */

export type Json = Record<string, unknown>;

export const words = (n: number) => 'x'.repeat(n);
export const many = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const option = (extra: Json = {}, index = 0) => ({
  text: plain(`o${index}`),
  value: `v${index}`,
  ...extra,
});
export const button = (extra: Json = {}) => ({ type: 'button', text: plain('Go'), ...extra });
export const actions = (...elements: Json[]) => ({ type: 'actions', elements });
export const section = (extra: Json) => ({ type: 'section', text: mrkdwn('Hi'), ...extra });
export const withMenu = (element: Json) => section({ accessory: element });
export const input = (element: Json, extra: Json = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...extra,
});
export const select = (extra: Json) => ({ type: 'static_select', options: [option()], ...extra });
export const confirm = (extra: Json) => ({ text: plain('Sure?'), ...extra });
export const url = (n: number) => `https://a.b/${words(n - 'https://a.b/'.length)}`;
export const chart = (of: Json, title = 'T') => ({ type: 'data_visualization', title, chart: of });
export const pie = (segments: Json[]) => chart({ type: 'pie', segments });
export const plot = (extra: Json = {}) => ({
  type: 'line',
  series: [{ name: 'a', data: [{ label: 'Mon', value: 1 }] }],
  axis_config: { categories: ['Mon'] },
  ...extra,
});
export const categories = (n: number, label = (i: number) => `c${i}`) =>
  chart(
    plot({
      series: [{ name: 'a', data: many(n, (i) => ({ label: label(i), value: i })) }],
      axis_config: { categories: many(n, label) },
    }),
  );
export const cell = (text = 'x') => ({ type: 'raw_text', text });
export const dataTable = (extra: Json) => ({
  type: 'data_table',
  caption: 'C',
  rows: [[cell()], [cell()]],
  ...extra,
});
export const card = (extra: Json) => ({ type: 'card', title: mrkdwn('T'), ...extra });
export const video = (extra: Json) => ({
  type: 'video',
  alt_text: 'a',
  title: plain('t'),
  video_url: 'https://a.b/v',
  thumbnail_url: 'https://a.b/t',
  ...extra,
});
export const container = (extra: Json) => ({
  type: 'container',
  title: plain('T'),
  child_blocks: [{ type: 'divider' }],
  ...extra,
});

export const modal = (blocks: Json[], extra: Json = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  blocks,
  ...extra,
});
export const home = (blocks: Json[]) => ({ type: 'home', blocks });
export const divider = { type: 'divider' };
