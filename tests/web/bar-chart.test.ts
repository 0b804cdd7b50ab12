import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { toText } from '#web/html.ts';
import { barChart } from '#web/parts/bar-chart.ts';

const drawn = (bars: Parameters<typeof barChart>[0]['bars'], max?: number) => {
  const given = { id: 'c', title: 'Titel', description: 'Ord', bars };
  return parse(toText(barChart(max === undefined ? given : { ...given, max })));
};
const widths = (root: ReturnType<typeof drawn>) =>
  root.querySelectorAll('svg > rect').map((bar) => Number(bar.getAttribute('width')));

test('bars are as long as their numbers are large, and leave room for what is said of them', () => {
  const root = drawn([
    { label: 'A', value: 40, text: '40' },
    { label: 'B', value: 10, text: '10' },
    { label: 'C', value: 0, text: '0' },
    { label: 'D', value: null, text: 'intet tal' },
  ]);
  const [a = 0, b = 0, ...nothing] = widths(root);
  expect(a / b).toBeCloseTo(4, 1);
  expect(nothing).toEqual([0, 0]);
  expect(a + 6 + 'intet tal'.length * 8).toBeLessThanOrEqual(300);
  expect(root.querySelectorAll('.bar-chart-value').map((text) => text.text)).toEqual([
    '40',
    '10',
    '0',
    'intet tal',
  ]);
});

test('a full bar is what the chart says it is, and what is not nothing can be seen', () => {
  const of = (max: number) => widths(drawn([{ label: 'A', value: 0.5, text: '50' }], max))[0] ?? 0;
  expect(of(1) / of(0.5)).toBeCloseTo(0.5, 1);
  expect(of(0.1)).toBe(of(0.5));
  expect(of(1_000_000)).toBe(1);
});

test('it is named for those who hear it, hatched where asked, and has no style or script of its own', () => {
  const root = drawn([{ label: `<b>${'x'.repeat(60)}`, value: 1, text: '1', hatched: true }]);
  const svg = root.querySelector('svg');
  expect(svg?.getAttribute('role')).toBe('img');
  const named = (svg?.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => root.querySelector(`#${id}`)?.text);
  expect(named).toEqual(['Titel', 'Ord']);
  expect(root.querySelector('svg > rect')?.getAttribute('fill')).toBe('url(#c-hatch)');
  expect(root.querySelector('.bar-chart-label')?.text).toMatch(
    /^&lt;b>x{34}…$|^&lt;b&gt;x{34}…$|^<b>x{34}…$/,
  );
  expect(root.querySelector('b')).toBeNull();
  expect(root.toString()).not.toMatch(/style=|<script|<style|href/);
});

test('nothing at all is an empty chart', () => {
  expect(widths(drawn([]))).toEqual([]);
  expect(widths(drawn([{ label: 'A', value: 0, text: '0' }]))).toEqual([0]);
});
