import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verdictsSchema } from '../src/verdict/verdict.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { config, folderWith, GOOD, trialOf } from './run-job.ts'

describe('a run', () => {
  it('compares engines in ABBA order, proves their outputs equal, and writes one valid record', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { code, stdout, stderr } = await etlCompare(['run', '--partition', '2026-11-20'], folder.path)
    expect(stderr).toMatch(/^Plan: /)
    expect(stdout).toMatch(/^✓ Parity: exact\..*orders 2/m)
    expect(stdout).toContain('etl-compare ledger add results --ledger ledger')
    expect(code).toBe(0)
    const { trials, parity, partition, input } = await recordOf(folder.path)
    const order = trials.map(({ engine }) => engine)
    expect(order).toEqual(order.toReversed())
    expect(trials.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(partition).toBe('2026-11-20')
    expect(input).toMatchObject({ source: 'path', bytes: 7, files: 1 })
  })

  it('takes a JSON column without a value for one that is left out, where that is accepted', async () => {
    const json = (row: string) => `printf '%s\\n' '${row}' > "$ETL_OUTPUT/orders.json"`
    const engines = { base: json('{"id":1}'), other: json('{"id":1,"w":null}') }
    await using folder = await scratch({
      'etl-compare.yml': config(engines).replace('[id] }', '[id], accept: { w: [null-type] } }'),
      'input.csv': 'id\n1\n',
    })
    const { code } = await etlCompare(['run'], folder.path)
    const { parity } = await recordOf(folder.path)
    expect(parity).toMatchObject({ outcome: 'coerced', passes: true })
    expect(code).toBe(0)
  })

  it('says which declarations nothing answers to', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config({ base: GOOD, other: GOOD }).replace('[id] }', '[id], ignore: [amonut] }'),
      'input.csv': 'id\n1\n',
    })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toMatch(/^! orders: .*amonut.*'amount'/m)
    expect(code).toBe(0)
  })

  it('gives engines the job contract, by environment and by template', async () => {
    const contract = 'echo "$ETL_JOB $ETL_SIZE $ETL_PARTITION $(basename "$ETL_INPUT") {partition} {job}"'
    await using folder = await folderWith({ base: `${contract}; ${GOOD}`, other: GOOD })
    await etlCompare(['run', '--partition', 'k1'], folder.path)
    const log = await readFile(join(folder.path, 'results/orders/own/base/1/log.txt'), 'utf8')
    expect(log).toBe('orders own k1 input.csv k1 orders\n')
  })

  it('removes outputs that parity no longer needs, and keeps them where asked', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    await etlCompare(['run'], folder.path)
    const trial = join(folder.path, 'results/orders/own/other/2')
    expect(await readdir(trial)).toEqual(['log.txt', 'samples.arrow', 'stages.jsonl'])
    await etlCompare(['run', '--keep-outputs'], folder.path)
    expect(await readFile(join(trial, 'output/orders.csv'), 'utf8')).toBe('id,amount\n1,2.50\n2,7.25\n')
  })

  it('prints the record, and only that, on stdout where JSON is asked for', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { stdout } = await etlCompare(['run', '--json'], folder.path)
    expect(JSON.parse(stdout).records).toEqual([await recordOf(folder.path)])
  })

  it('takes the stages and the readiness that an engine reports', async () => {
    const staged = `echo '{"stage":"ready"}' >> "$ETL_STAGES"; echo '{"stage":"load","seconds":0.5}' >> "$ETL_STAGES"; ${GOOD}`
    await using folder = await folderWith({ base: staged, other: GOOD })
    await etlCompare(['run'], folder.path)
    const { trials } = await recordOf(folder.path)
    const base = trials.find(({ engine }) => engine === 'base')
    expect(base?.steps[0]?.stages).toEqual([{ name: 'load', seconds: 0.5 }])
    expect(base?.measures.initMs).toBeGreaterThan(0)
    expect(trials.find(({ engine }) => engine === 'other')?.measures.initMs).toMatchObject({ value: null })
  })

  it('counts the start-up that one step reports where another is silent', async () => {
    const ready = `sleep 0.3; echo '{"stage":"ready"}' >> "$ETL_STAGES"`
    const steps = [ready, GOOD].map(
      (code, index) => `{ name: s${index}, run: [sh, -c, ${JSON.stringify(code)}] }`,
    )
    const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, `other: { steps: [${steps}] }`)
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n2\n' })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
    const { steps: done, measures } = trialOf(await recordOf(folder.path), 'other')
    const [first, second] = done.map(({ parts: [part] }) => part?.measures ?? {})
    const [initMs, ...work] = [first?.initMs, first?.workMs, second?.workMs].map(Number)
    expect(measures.totalMs).toBeCloseTo((initMs ?? 0) + (work[0] ?? 0) + (work[1] ?? 0))
    expect(measures.workMs).toBe(measures.totalMs)
    expect(measures.initMs).toMatchObject({ value: null })
  })

  it('makes one record for each of several limits', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD }, 'limits: [{ cpus: 1 }, { cpus: 2 }]')
    await etlCompare(['run'], folder.path)
    expect(await readdir(join(folder.path, 'results/orders'))).toEqual(['own@1cpu', 'own@2cpu'])
    const trials = await Promise.all(
      ['own@1cpu', 'own@2cpu'].map(async (place) =>
        trialOf(await recordOf(folder.path, `orders/${place}`), 'other'),
      ),
    )
    expect(new Set(trials.map(({ code }) => code)).size).toBe(1)
    expect(new Set(trials.map(({ behaviour }) => behaviour)).size).toBe(2)
  })

  it('at several limits is one verdict, with what ran at the others beside it', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD }, 'limits: [{ cpus: 2 }, { cpus: 1 }]')
    await etlCompare(['run', '--ledger', 'ledger', '--partition', '2026-11-20'], folder.path)
    const { stdout } = await etlCompare(['judge', '--ledger', 'ledger', '--json'], folder.path)
    const { verdicts } = verdictsSchema.parse(JSON.parse(stdout))
    const [verdict, ...others] = verdicts
    if (others.length > 0 || !verdict || verdict.decision === 'nothing') throw new Error('not one verdict')
    expect(verdict.forecast.scaling.places).toMatchObject([
      { limits: { cpus: 2 }, candidate: { trials: 2, failed: 0 }, data: { equal: 1 } },
      { limits: { cpus: 1 }, candidate: { trials: 2, failed: 0 }, data: { equal: 1 } },
    ])
  })

  it('runs setup before and teardown after each trial, unclocked', async () => {
    const yaml = config({ base: 'cp state "$ETL_OUTPUT/orders.csv"', other: GOOD }).replace(
      'base: { ',
      `base: { setup: [sh, -c, 'printf "id,amount\\n1,2.50\\n2,7.25\\n" > state'], teardown: [rm, state], `,
    )
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
    expect(existsSync(join(folder.path, 'state'))).toBe(false)
  })
})
