import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { catalogueOf, decideAttachment, decideDisclosure } from '#legal-bases/decide.ts';
import type { Catalogue, DisclosureRequest, LegalBasis } from '#legal-bases/decide.ts';

import { DAY, approvedRows, catalogue } from './fixture.ts';

const kinds = ['police', 'tax', 'bif', 'sof', 'bk'] as const;
const classes = ['ordinary', 'confidential', 'criminal', 'special'] as const;
const purposes = ['prevention', 'benefit_control', 'tax_control', 'social_protection'] as const;
const subjects = ['person', 'company'] as const;
const lists = ['contributors', 'recipients', 'dataClasses', 'purposes', 'subjects'] as const;

const someText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
const someDay = fc.oneof(fc.constantFrom(DAY, '2016-05-05', '2018-05-24', '2018-05-25'), fc.string());
const anyKind = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<string>(...kinds) }, fc.string());

const anyRequest: fc.Arbitrary<DisclosureRequest> = fc.record({
  basisCode: fc.constantFrom(...approvedRows().map((row) => row.code)),
  form: fc.constantFrom('full', 'fact_only'),
  basisVersion: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  contributor: fc.record({ agencyId: fc.constantFrom('a', 'b'), kind: anyKind }),
  recipient: fc.record({
    agencyId: fc.constantFrom('b', 'c'),
    kind: anyKind,
    takesPart: fc.boolean(),
    activeInUnit: fc.boolean(),
    sharing: fc.constantFrom('in_force', 'lapsed', 'missing'),
  }),
  giverSharing: fc.constantFrom('in_force', 'lapsed', 'missing'),
  sameController: fc.boolean(),
  purpose: fc.constantFrom(...purposes),
  dataClass: fc.constantFrom(...classes),
  subject: fc.constantFrom(...subjects),
  necessity: fc.oneof(fc.constant('Ydelsen kan være uberettiget.'), someText),
  declarationNotInvestigation: fc.boolean(),
  policeFields: fc.option(
    fc.record({
      subjectCategory: fc.option(someText),
      statementKind: fc.option(fc.constantFrom('fact' as const, 'assessment' as const)),
      reviewDueOn: fc.option(fc.oneof(fc.constant('2030-01-01'), someText)),
    }),
  ),
  statementKind: fc.option(fc.constantFrom('fact' as const, 'assessment' as const)),
  sourceClass: fc.oneof(fc.constant('case_system'), fc.constant('hvidvask'), someText),
  secondApproval: fc.boolean(),
});

describe('deny by default', () => {
  const known = new Set(approvedRows().map((row) => row.code));

  test('whatever is asked under an unknown basis is denied, and nothing throws', () => {
    const unknownCode = someText.filter((code) => !known.has(code));
    fc.assert(
      fc.property(anyRequest, unknownCode, someDay, (request, basisCode, day) => {
        const decision = decideDisclosure({ ...request, basisCode }, catalogue, day);
        expect([decision.outcome, decision.basis, decision.useRestriction]).toEqual(['deny', null, null]);
        expect(decision.refusals.some((refusal) => refusal.rule === 'D1')).toBe(true);
        expect(decideAttachment({ ...request, basisCode }, catalogue, day).outcome).toBe('deny');
      }),
    );
  });

  test('an empty catalogue allows nothing', () => {
    fc.assert(
      fc.property(anyRequest, someDay, (request, day) => {
        expect(decideDisclosure(request, catalogueOf([]), day).outcome).toBe('deny');
      }),
    );
  });

  test('it is allowed if and only if there is no refusal, and refusals come in the order of the rules', () => {
    fc.assert(
      fc.property(anyRequest, someDay, (request, day) => {
        const { outcome, refusals } = decideDisclosure(request, catalogue, day);
        expect(outcome !== 'deny').toBe(refusals.length === 0);
        const rules = refusals.map((refusal) => refusal.rule);
        expect(rules).toEqual(rules.toSorted());
      }),
    );
  });
});

/** Every combination of what a row lists, asked as a request that lacks nothing else. */
const grid: readonly DisclosureRequest[] = approvedRows().flatMap((row) =>
  kinds.flatMap((from) =>
    kinds.flatMap((recipient) =>
      classes.flatMap((dataClass) =>
        purposes.flatMap((purpose) =>
          subjects.map((subject) => ({
            basisCode: row.code,
            contributor: { agencyId: `from-${from}`, kind: from },
            recipient: {
              agencyId: `to-${recipient}`,
              kind: recipient,
              takesPart: true,
              activeInUnit: true,
              sharing: 'in_force',
            },
            giverSharing: 'in_force',
            sameController: false,
            purpose,
            dataClass,
            form: 'full' as const,
            subject,
            necessity: 'Nødvendigt for modtagerens afgørelse.',
            declarationNotInvestigation: true,
            policeFields: { subjectCategory: 'other', statementKind: 'fact', reviewDueOn: '2030-01-01' },
            statementKind: 'fact',
            sourceClass: 'case_system',
            secondApproval: true,
          })),
        ),
      ),
    ),
  ),
);

const indexes = grid.map((_, index) => index);

/** The indexes of those requests of the grid that the catalogue allows. */
const allowedIn = (where: Catalogue, among: readonly number[] = indexes): number[] =>
  among.filter((index) => {
    const request = grid[index];
    return request !== undefined && decideDisclosure(request, where, DAY).outcome !== 'deny';
  });

/** What the request uses of each list of a row. */
const used = (request: DisclosureRequest, list: (typeof lists)[number]): string => {
  const uses = {
    contributors: request.contributor.kind,
    recipients: request.recipient.kind,
    dataClasses: request.dataClass,
    purposes: request.purpose,
    subjects: request.subject,
  };
  return uses[list];
};

const without = (row: LegalBasis, list: (typeof lists)[number], value: string): LegalBasis => {
  return { ...row, [list]: row[list].filter((entry: string) => entry !== value) };
};

const replaced = (row: LegalBasis): Catalogue =>
  catalogueOf(approvedRows().map((other) => (other.id === row.id ? row : other)));

describe('a change of the catalogue', () => {
  const before = new Set(allowedIn(catalogue));

  /** Every request under this basis, everything else that was allowed, and some that was not. */
  const concerned = (code: string) =>
    indexes.filter((index) => grid[index]?.basisCode === code || before.has(index) || index % 11 === 0);

  test('the starting catalogue allows a known number of combinations', () => {
    const perCode = approvedRows().map((row) => {
      return [row.code, indexes.filter((i) => before.has(i) && grid[i]?.basisCode === row.code).length];
    });
    expect(Object.fromEntries(perCode)).toEqual({
      'RPL115-1-1': 4 * 3,
      'RPL115-2': 4 * 5 * 2,
      'DBL6-GDPR6E': 4 * 5 * 2 * 3,
      PDL6: 0,
      'DBL8-2-3': 4 * 5 * 2,
      'DBL7-4': 1,
      SFL17: 4 * 2 * 2,
      RSL11C: 3 * 5 * 2,
      'FVL28-2-3': 5 * 5 * 2,
    });
  });

  test.each(approvedRows().map((row) => [row.code, row] as const))(
    'taking one entry from a list of %s changes exactly the requests that use it',
    (code, row) => {
      const among = concerned(code);
      for (const list of lists) {
        for (const value of row[list]) {
          const after = allowedIn(replaced(without(row, list, value)), among);
          const expected = among.filter((index) => {
            const request = grid[index];
            const uses = request?.basisCode === code && used(request, list) === value;
            return before.has(index) && !uses;
          });
          expect(after).toEqual(expected);
        }
      }
    },
  );

  test.each(approvedRows().map((row) => [row.code, row] as const))(
    'retiring %s, or ending it the day before, denies its requests and no others',
    (code, row) => {
      const expected = indexes.filter((index) => before.has(index) && grid[index]?.basisCode !== code);
      for (const change of [{ status: 'retired' as const }, { validTo: '2020-03-01' }]) {
        expect(allowedIn(replaced({ ...row, ...change }))).toEqual(expected);
      }
    },
  );

  test('removing an entry never turns a no into a yes', () => {
    const rows = approvedRows();
    fc.assert(
      fc.property(
        anyRequest,
        fc.constantFrom(...rows),
        fc.constantFrom(...lists),
        fc.constantFrom<string>(...kinds, ...classes, ...purposes, ...subjects),
        fc.constantFrom(DAY, '2016-05-05'),
        (request, row, list, value, day) => {
          const smaller = replaced(without(row, list, value));
          const then = decideDisclosure(request, smaller, day).outcome;
          const now = decideDisclosure(request, catalogue, day).outcome;
          expect(now === 'deny' && then !== 'deny').toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
