import { expect, it } from 'vitest'
import type { DeclarationUse, Difference, NotCompared } from '../../verdict/evidence/difference.ts'
import { differenceText, notComparedText, useText } from './differences.ts'

const table = 'orders'

it('says how a table differs', () => {
  const all: Difference[] = [
    { kind: 'found', table, summary: '1 row changed in score', undeclaredSince: null },
    { kind: 'found', table, summary: '1 row changed in score', undeclaredSince: ['score'] },
    { kind: 'found', table, summary: '2 rows only in spark', undeclaredSince: [] },
    { kind: 'table', table, missingIn: 'candidate' },
    { kind: 'rows', table, baseline: 3, candidate: 4 },
    { kind: 'data', table },
    { kind: 'pairing', table },
    { kind: 'types', table, columns: [{ name: 'score', baseline: 'number', candidate: 'text' }] },
    { kind: 'columns', table, missingInBaseline: ['w'], missingInCandidate: ['v'], values: ['id', 'x'] },
    { kind: 'no-type', table, columns: ['note'] },
  ]
  expect(all.map(differenceText)).toMatchInlineSnapshot(`
    [
      "orders: 1 row changed in score",
      "orders: 1 row changed in score (no longer declared for score)",
      "orders: 2 rows only in spark (no longer declared for rows)",
      "orders: missing in the candidate",
      "orders: 3 rows in the baseline, 4 in the candidate",
      "orders: different data, by fingerprint",
      "orders: each column has the same values, but in different rows",
      "orders: different types (score number against text): fingerprints cannot compare their values",
      "orders: w is missing in the baseline, v is missing in the candidate, different values in id, x",
      "orders: only NULLs in note, without a type on one side. To accept this, set accept: { note: [null-type] }",
    ]
  `)
})

it('says why outputs were not compared', () => {
  const all: NotCompared[] = [
    { why: 'no-output', engine: 'polars' },
    { why: 'no-output', engine: null },
    { why: 'no-fingerprints' },
    { why: 'unavailable', reason: 'the run was interrupted' },
    { why: 'unavailable', reason: null },
    { why: 'table', table },
    { why: 'table', table: null },
    { why: 'ignored-then', table, column: 'loaded_at' },
    { why: 'declared', table, columns: ['score'] },
    { why: 'declared', table, columns: ['score', 'total'] },
    { why: 'not-written', table, side: 'candidate' },
  ]
  expect(all.map(notComparedText)).toMatchInlineSnapshot(`
    [
      "polars delivered no output",
      "no engine ran",
      "the outputs come from different runs, and not both have fingerprints that last: record both sides with --output",
      "the run was interrupted",
      "it was not compared",
      "orders was not compared: run both sides again",
      "no table was compared",
      "orders: loaded_at was ignored when it was compared: run both sides again",
      "orders: score differs, and whether within what is declared is not known",
      "orders: score, total differ, and whether within what is declared is not known",
      "orders: the candidate's run wrote no file of it",
    ]
  `)
})

it('says which declaration was needed', () => {
  const all: DeclarationUse[] = [
    { table, column: 'loaded_at', by: 'ignore' },
    { table, column: 'score', by: 'tolerance' },
    { table, column: 'amount', by: { reason: 'last-digit' } },
  ]
  expect(all.map(useText)).toMatchInlineSnapshot(`
    [
      "orders.loaded_at is ignored",
      "orders.score differs within its tolerance",
      "orders.amount differs by last-digit",
    ]
  `)
})
