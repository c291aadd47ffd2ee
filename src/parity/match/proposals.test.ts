import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import type { Table } from '../../model/config/model.ts'
import { parseConfig } from '../../model/config/parse.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { acceptableByHand, linesToPaste, undeclarable } from '../../render/differences/proposals.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 1 })
})
afterAll(() => db[Symbol.asyncDispose]())

/** Two tables of a key and a value, as pairs of SQL values. */
type Pairs = readonly (readonly [a: string, b: string])[]

const NOTHING: Table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {} }

async function compare(type: string, pairs: Pairs, table = NOTHING): Promise<TableFinding> {
  const side = async (index: 0 | 1) => {
    const rows = pairs.map((pair, id) => `(${id}, (${pair[index]})::${type})`)
    const relation = `(FROM (VALUES ${rows.join(', ')}) rows(id, v))`
    return { relation, columns: await describeRelation(db, relation) }
  }
  return (await compareTables(db, { baseline: 'A', engine: 'B', table }, await side(0), await side(1)))
    .finding
}

/** The table as it is declared once what is proposed has been pasted; null where nothing is. */
function pasted(finding: TableFinding): Table | null {
  const lines = linesToPaste(finding)
  if (lines.length === 0) return null
  const parsed = parseConfig(`version: 1
jobs:
  job:
    input: input
    baseline: a
    engines: { a: { run: [a] }, b: { run: [b] } }
    tables:
${lines.map((line) => `      ${line}`).join('\n')}
`)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const table = parsed.config.jobs.job?.tables.t
  return table ? { ...table, key: ['id'] } : null
}

/** Ways in which one value becomes another, of some size. */
interface Change {
  type: string
  value: fc.Arbitrary<string>
  /** @param size from 1; a change of a greater size is a greater difference, where the kind has any */
  to(value: string, size: number): string
  isSized: boolean
}

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => `${n / 100}`)
const whole = fc.integer({ min: 1, max: 1000 }).map((n) => `${n}.00`)
const doubles = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => `${n}::DOUBLE`)
const instant = fc
  .integer({ min: 0, max: 1e9 })
  .map((n) => `make_timestamp(${1.7e15 + n * 1_000_003}::BIGINT)`)
const words = fc.constantFrom("'Bern'", "'Zürich'", "'a b'", "'New York'")

const CHANGES: Record<string, Change> = {
  'cents more': { type: 'DECIMAL(12,2)', value: cents, to: (v, n) => `${v} + ${n}.0 / 100`, isSized: true },
  'cents more than whole amounts': {
    type: 'DECIMAL(12,2)',
    value: whole,
    to: (v, n) => `${v} + ${n}.0 / 100`,
    isSized: true,
  },
  'cents more, of DOUBLEs': {
    type: 'DOUBLE',
    value: cents,
    to: (v, n) => `${v}::DOUBLE + ${n} / 100`,
    isSized: true,
  },
  'whole numbers more': {
    type: 'BIGINT',
    value: cents,
    to: (v, n) => `(${v})::BIGINT + ${n}`,
    isSized: true,
  },
  'cents more, as text': {
    type: 'VARCHAR',
    value: cents,
    to: (v, n) => `(${v} + ${n}.0 / 100)::DECIMAL(12,2)`,
    isSized: true,
  },
  noise: { type: 'DOUBLE', value: doubles, to: (v, n) => `${v} * (1 + ${n} * 1e-14)`, isSized: true },
  'a factor': { type: 'DOUBLE', value: doubles, to: (v, n) => `${v} * 10^${n}`, isSized: true },
  'whole numbers': {
    type: 'DECIMAL(12,2)',
    value: cents,
    to: (v, n) => `trunc(${v} / ${n}) * ${n}`,
    isSized: false,
  },
  'fewer decimals': {
    type: 'DOUBLE',
    value: doubles,
    to: (v, n) => `round(${v}, ${Math.max(0, 6 - n)})`,
    isSized: true,
  },
  'the other sign': { type: 'DECIMAL(12,2)', value: cents, to: (v) => `-(${v})`, isSized: false },
  'fewer parts of seconds': {
    type: 'TIMESTAMP',
    value: instant,
    to: (v, n) => `time_bucket(to_microseconds(${10 ** Math.min(n, 6)}), ${v})`,
    isSized: true,
  },
  'hours ahead': { type: 'TIMESTAMP', value: instant, to: (v, n) => `${v} + to_hours(${n})`, isSized: true },
  'days ahead': { type: 'DATE', value: instant, to: (v, n) => `(${v})::DATE + ${n}`, isSized: true },
  'blanks around': {
    type: 'VARCHAR',
    value: words,
    to: (v, n) => `${v} || repeat(' ', ${n})`,
    isSized: false,
  },
  capitals: { type: 'VARCHAR', value: words, to: (v) => `upper(${v})`, isSized: false },
  'a text that ends early': {
    type: 'VARCHAR',
    value: words,
    to: (v, n) => `left(${v}, -${n})`,
    isSized: true,
  },
  NULL: { type: 'VARCHAR', value: words, to: () => 'NULL', isSized: false },
  'a number in a list': {
    type: 'DOUBLE[]',
    value: cents,
    to: (v, n) => `[${v}, ${v} + ${n} / 100]`,
    isSized: true,
  },
}

/** Changes of the same values. */
const likeOnes = ({ type, value }: Change): string[] =>
  Object.keys(CHANGES).filter((kind) => CHANGES[kind]?.type === type && CHANGES[kind]?.value === value)

const applied = (kind: string, values: readonly string[], sizes: readonly number[]): Pairs =>
  values.map((value, index) => {
    const { to, type } = CHANGES[kind] as Change
    return [type === 'DOUBLE[]' ? `[${value}, ${value}]` : value, to(value, sizes[index % sizes.length] ?? 1)]
  })

const scenario = (kind: string) =>
  fc.record({
    values: fc.array((CHANGES[kind] as Change).value, { minLength: 1, maxLength: 6 }),
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    other: fc.constantFrom(...likeOnes(CHANGES[kind] as Change)),
  })

const RUNS = { numRuns: 4 }
const MINUTES = 60_000
/** Between two round tolerances, at most: 2 and 5. */
const ROUNDED = 2.5

const KINDS = Object.keys(CHANGES)
const SIZED = KINDS.filter((kind) => CHANGES[kind]?.isSized)

describe('what is proposed for pasting', { timeout: 5 * MINUTES }, () => {
  it.each(KINDS)('lets what was seen pass, unless something is said not to be covered: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(scenario(kind), async ({ values, sizes }) => {
        const { type } = CHANGES[kind] as Change
        const pairs = applied(kind, values, sizes)
        const seen = await compare(type, pairs)
        const table = pasted(seen)
        if (!table) return
        const rest = [...undeclarable(seen), ...acceptableByHand(seen)]
        expect((await compare(type, pairs, table)).passes).toBe(rest.length === 0)
      }),
      RUNS,
    )
  })

  it.each(SIZED)('lets nothing pass that differs by more than a round tolerance: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(scenario(kind), fc.integer({ min: 2, max: 30 }), async ({ values, sizes }, times) => {
        const { type } = CHANGES[kind] as Change
        const seen = await compare(type, applied(kind, values, sizes))
        const table = pasted(seen)
        if (!table) return
        const more = applied(kind, values, [Math.max(...sizes) * times])
        const [before, after] = [seen, await compare(type, more)].map(greatest)
        const isMore = (before ?? []).every(
          (distance, index) => distance * ROUNDED < (after?.[index] ?? 0) * 0.99,
        )
        if (isMore) expect((await compare(type, more, table)).passes).toBe(false)
      }),
      RUNS,
    )
  })

  it.each(KINDS)('lets nothing pass that differs in another way, and not by less: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(scenario(kind), async ({ values, sizes, other }) => {
        const { type } = CHANGES[kind] as Change
        const seen = await compare(type, applied(kind, values, sizes))
        const table = pasted(seen)
        if (!table) return
        const another = applied(other, values, sizes)
        const found = await compare(type, another)
        const reasons = new Set(seen.columns.map(({ reason }) => reason))
        const isLess = greatest(found).some(
          (distance, index) => distance >= 0 && distance <= (greatest(seen)[index] ?? 0) * ROUNDED,
        )
        const isOther = found.columns.some(({ reason }) => !reasons.has(reason))
        if (isOther && !isLess) expect((await compare(type, another, table)).passes).toBe(false)
      }),
      RUNS,
    )
  })

  it.each(SIZED)('lets no NULL pass where values differed: %s', async (kind) => {
    const { type } = CHANGES[kind] as Change
    const pairs = applied(
      kind,
      ['1.25', '2.5', '4.75'].map((value) => sample(kind, value)),
      [1],
    )
    const table = pasted(await compare(type, pairs))
    const [first, ...rest] = pairs
    const lost = [[first?.[0] ?? '', 'NULL'] as const, ...rest]
    if (table) expect((await compare(type, lost, table)).passes).toBe(false)
  })
})

const sample = (kind: string, value: string): string => {
  const { type, value: values } = CHANGES[kind] as Change
  if (values === words) return `'${value}'`
  return type === 'TIMESTAMP' || type === 'DATE' ? `make_timestamp((${value} * 1e15)::BIGINT)` : value
}

/** How far values are apart at most, by each measure; -1 where they can't be. */
function greatest({ columns }: TableFinding): number[] {
  const of = (pick: (finding: TableFinding['columns'][number]) => number | null | undefined) =>
    Math.max(-1, ...columns.map((one) => pick(one) ?? -1))
  return [of((one) => one.greatestAbs), of((one) => one.greatestRel), of((one) => one.greatestSeconds)]
}
