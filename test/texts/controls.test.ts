import { describe, expect, test } from 'vitest';
import { repeatedControls } from './controls.ts';
import { subjects } from './texts.ts';

const button = (text: string, more: object = {}) => ({ type: 'button', text: { text }, ...more });
const section = (text: string, accessory: object) => ({ type: 'section', text: { text }, accessory });

test('a control that stands twice and does not say whom it is about is found', () => {
  const open = (name?: string) => button('Open', name ? { accessibility_label: `Open: ${name}` } : {});
  expect(repeatedControls([section('Dana', open()), section('Marcus', open())])).toEqual(['[Open] ×2']);
  expect(repeatedControls([section('Dana', open('Dana')), section('Marcus', open('Marcus'))])).toEqual([]);

  const more = { type: 'static_select', action_id: 'more' };
  const row = (element: object) => ({ type: 'actions', elements: [element] });
  const dana = { type: 'section', text: { text: 'Dana' } };
  const marcus = { type: 'section', text: { text: 'Marcus' } };
  expect(repeatedControls([section('Dana', more), section('Marcus', more)])).toEqual([]);
  expect(repeatedControls([dana, row(more), marcus, row(more)])).toEqual(['{more } ×2']);
  const named = (name: string) => row({ ...more, placeholder: { text: `More: ${name}` } });
  expect(repeatedControls([dana, named('Dana'), marcus, named('Marcus')])).toEqual([]);

  const overflow = { type: 'overflow', action_id: 'rest' };
  const after = (...buttons: object[]) => ({ type: 'actions', elements: [...buttons, overflow] });
  expect(repeatedControls([dana, after(), marcus, after()])).toEqual(['{rest } ×2']);
  expect(repeatedControls([dana, after(open('Dana')), marcus, after(open('Marcus'))])).toEqual([]);
});

describe('every control that stands twice on a screen says whom it is about', () => {
  for (const { title, surfaces } of subjects)
    test(title, () => {
      const found = surfaces.flatMap(({ title: what, shown }) => {
        const blocks = typeof shown === 'object' && 'blocks' in shown ? (shown.blocks ?? []) : [shown].flat();
        return repeatedControls(blocks.filter((block) => typeof block === 'object')).map(
          (one) => `${what}: ${one}`,
        );
      });
      expect(found).toEqual([]);
    });
});
