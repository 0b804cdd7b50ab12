import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type LimitInput,
  limitsAtLeast,
  limitsOf,
  limitsShown,
  limitsText,
  noLimits,
  strictestLimits,
  strictestOf,
} from '#legal-bases/limits.ts';
import { dataClasses, disclosureForms, purposes } from '#platform/codes.ts';

const anyInput: fc.Arbitrary<LimitInput> = fc.record({
  useRestriction: fc.constantFrom('not_for_criminal_investigation' as const, null),
  purpose: fc.constantFrom(...purposes),
  form: fc.constantFrom(...disclosureForms),
  dataClass: fc.constantFrom(...dataClasses, null),
});

/** What things are made from: findings at the bottom, and each thing above made from any of the things below it. */
const anyGraph = fc.record({
  inputs: fc.array(anyInput, { minLength: 1, maxLength: 8 }),
  made: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
});

/** A failure of fast-check says the seed that makes it again; a run without one says its own. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

test(`on every path from a finding to what is made from it, limits only grow (seed ${seed})`, () => {
  fc.assert(
    fc.property(anyGraph, ({ inputs, made }) => {
      const limits = inputs.map((one) => limitsOf([one]));
      const origins = inputs.map((_, index) => new Set([index]));
      for (const parts of made) {
        const from = parts.map((part) => part % limits.length);
        limits.push(strictestOf(from.flatMap((part) => limits[part] ?? [])));
        origins.push(new Set(from.flatMap((part) => [...(origins[part] ?? [])])));
      }
      for (const [node, reached] of origins.entries()) {
        const output = limits[node] ?? noLimits;
        for (const origin of reached) {
          const input = inputs[origin];
          if (input && !limitsAtLeast(output, limitsOf([input]))) return false;
          // Said a second time, without the function that compares.
          if (input?.useRestriction !== null && !output.notForCriminalInvestigation) return false;
          if (input?.purpose === 'prevention' && !output.notForCriminalInvestigation) return false;
          if (input?.form === 'fact_only' && !output.factOnly) return false;
          if (output.purposes.some((purpose) => purpose !== input?.purpose)) return false;
        }
        if (!limitsAtLeast(strictestLimits, output)) return false;
      }
      return true;
    }),
    { seed, numRuns: 300 },
  );
});

test('the order of the findings makes no difference, and nor does one that is named twice', () => {
  fc.assert(
    fc.property(fc.array(anyInput, { maxLength: 6 }), (inputs) => {
      const limits = limitsOf(inputs);
      expect(limitsOf(inputs.toReversed())).toEqual(limits);
      expect(limitsOf([...inputs, ...inputs])).toEqual(limits);
    }),
    { seed, numRuns: 100 },
  );
});

const given = {
  useRestriction: null,
  purpose: 'benefit_control',
  form: 'full',
  dataClass: 'ordinary',
} as const;

test.each([
  ['nothing', [], /ikke på oplysninger med særlige grænser/],
  ['one purpose', [given], /^Må kun bruges til kontrol med ydelser\.$/],
  [
    'a restriction',
    [{ ...given, useRestriction: 'not_for_criminal_investigation' }],
    /§ 115, stk\. 2, 2\. pkt\./,
  ],
  ['what was shared for prevention', [{ ...given, purpose: 'prevention' }], /efterforskning/],
  ['two purposes', [given, { ...given, purpose: 'tax_control' }], /forskellige formål/],
  ['a fact alone', [{ ...given, form: 'fact_only', dataClass: null }], /relevant oplysning/],
  ['special categories', [{ ...given, dataClass: 'special' }], /følsomme/],
] as const)('the text of %s', (_name, inputs, text) => {
  expect(limitsText(limitsOf(inputs)).da).toMatch(text);
  expect(limitsShown(limitsOf(inputs)).text.en).not.toBe('');
});

test('whoever may not know what it rests on is told the same, whatever it is', () => {
  expect(limitsText(strictestLimits).da).toMatch(/kan ikke se.*strengeste grænser.*efterforskning/);
  expect(limitsText(strictestLimits).da).not.toMatch(/følsomme|forskellige formål/);
});
