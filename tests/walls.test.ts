import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'

const GOOD = 'printf "id\\n1\\n" > "$ETL_OUTPUT/orders.csv"'

/** A job of two processes, and what else its configuration says. */
const folderWith = (command: string, more = '') =>
  scratch({
    'etl-compare.yml': `version: 1
${more}
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
      base: { run: [sh, -c, ${JSON.stringify(GOOD)}] }
      other: { run: [sh, -c, ${JSON.stringify(command)}] }
    tables: { orders: { key: [id] } }
`,
    'input.csv': 'id\n1\n',
  })

const trial = (folder: string, results = 'own') => join(folder, 'results/orders', results, 'other/1')

describe('a trial’s folder', () => {
  it('is its user’s alone while an engine writes there, and keeps no program that makes others that user', async () => {
    const command = `cp /bin/true "$ETL_OUTPUT/x"; chmod 6755 "$ETL_OUTPUT/x"; cp -p "$ETL_OUTPUT/x" "$ETL_OUTPUT/../y"; ${GOOD}; sleep 1`
    await using folder = await folderWith(command)
    const ended = etlCompare(['run', '--keep-outputs'], folder.path)
    while (!existsSync(join(trial(folder.path, 'own.unfinished'), 'output/orders.csv'))) await setTimeout(20)
    expect((await stat(trial(folder.path, 'own.unfinished'))).mode & 0o077).toBe(0)
    expect((await ended).code).toBe(0)
    for (const name of ['output/x', 'y'])
      expect((await stat(join(trial(folder.path), name))).mode & 0o7777).toBe(0o755)
    expect((await stat(trial(folder.path))).mode & 0o055).toBe(0o055)
  })
})

describe('what an engine prints and reports without end', () => {
  it('is kept at both ends, with what is missing said in the log and in the output', async () => {
    const floods = 'echo first; head -c 200000000 /dev/zero | tr "\\0" "x"; echo; echo last'
    const reports = `head -c 30000000 /dev/zero >> "$ETL_STAGES"`
    await using folder = await folderWith(`${floods}; ${reports}; ${GOOD}`)
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toMatch(
      /orders own · other 1 {2}.*; 13\d MB of its log not kept; 2[89][\d.]* MB of its stages not kept\n/,
    )
    expect(code).toBe(0)
    const log = await readFile(join(trial(folder.path), 'log.txt'), 'utf8')
    expect(log.length).toBeLessThan(65 * 2 ** 20)
    expect(log).toMatch(/^first\nx{1000}/)
    expect(log).toMatch(/x\n… 13\d MB of this log was not kept …\nx+\nlast\n$/)
    expect((await stat(join(trial(folder.path), 'stages.jsonl'))).size).toBe(2 ** 20)
  })
})
