import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { type Ended, etlCompare, scratch } from './etl-compare.ts'
import { asPlainUser, cannotBecome, give } from './plain-user.ts'
import { recordOf } from './record-of.ts'
import { config, folderWith, GOOD, trialOf } from './run-job.ts'

/** What each does, and how it is told; all of them in one run. */
const BROKEN: [what: string, command: string, exitCode: number, reason: RegExp][] = [
  ['exits non-zero', 'echo "no such bucket" >&2; exit 7', 7, /7$/],
  ['writes nothing', 'true', 0, /'orders'.*written/],
  ['writes an empty folder', 'mkdir "$ETL_OUTPUT/orders"', 0, /'orders'.*files/],
  ['writes a broken Parquet file', 'echo PAR1 > "$ETL_OUTPUT/orders.parquet"', 0, /'orders'.*read/],
  ['lacks its key', 'printf "x\\n1\\n" > "$ETL_OUTPUT/orders.csv"', 0, /'orders'.*'id'/],
  [
    'links to another engine’s output',
    'ln -s ../../../base/1/output/orders.csv "$ETL_OUTPUT/orders.csv"',
    0,
    /'orders'.*link/,
  ],
  [
    'makes its output a link',
    'rmdir "$ETL_OUTPUT"; ln -s ../../base/1/output "$ETL_OUTPUT"',
    0,
    /'orders'.*link/,
  ],
  ['is no program', 'exec /no/such/program', 127, /127$/],
]

describe('an engine that fails', () => {
  let ended: Ended
  let kept: RunRecord
  beforeAll(async () => {
    const broken = BROKEN.map(([, command], index) => [`broken${index}`, command])
    await using folder = await folderWith({ base: GOOD, ...Object.fromEntries(broken), other: GOOD })
    ended = await etlCompare(['run'], folder.path)
    kept = await recordOf(folder.path)
  })

  it.each(
    BROKEN.map(([what, , exitCode, reason], index) => ({ what, engine: `broken${index}`, exitCode, reason })),
  )('is told in one line, and the others are kept: it $what', ({ engine, exitCode, reason }) => {
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(new RegExp(`^✕ ${engine}: failed: `, 'm'))
    expect(kept.parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(kept.trials.filter((trial) => trial.engine === engine)).toMatchObject([
      { outcome: 'failed', steps: [{ exitCode }], reason: expect.stringMatching(reason) },
    ])
    expect(kept.trials.filter(({ outcome }) => outcome === 'ok')).toHaveLength(4)
  })

  it('shows the end of its log, without what could move the cursor', async () => {
    await using folder = await folderWith({ base: GOOD, other: 'printf "\\033[2Jno such bucket\\n"; exit 1' })
    const { stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain('no such bucket')
    expect(stderr).not.toContain('\u001b[2J')
  })

  it('names its log where it is then: while the run goes on, and once it has ended', async () => {
    await using folder = await folderWith({ base: GOOD, bad: 'echo oh; exit 3' })
    const wereThere: boolean[] = []
    const stderr = new Writable({
      write: (chunk, _, done) => {
        for (const [, path = ''] of String(chunk).matchAll(/└ (.*)/g)) wereThere.push(existsSync(path))
        done()
      },
    })
    const { stdout } = await etlCompare(['run'], folder.path, {}, { stderr })
    expect(wereThere).toEqual([true])
    const [, log = ''] = /^Log of bad 1: (.*)$/m.exec(stdout) ?? []
    expect(await readFile(log, 'utf8')).toBe('oh\n')
  })

  it('by taking longer than its timeout is stopped', async () => {
    const yaml = config({ base: GOOD, slow: 'sleep 60' }).replace('    tables', '    timeout: 1s\n    tables')
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    await etlCompare(['run'], folder.path)
    expect(trialOf(await recordOf(folder.path), 'slow').outcome).toBe('timeout')
  })

  it('leaves parity unavailable, not failed, where it is the baseline', async () => {
    await using folder = await folderWith({ base: 'exit 1', other: GOOD })
    expect((await etlCompare(['run'], folder.path)).code).toBe(1)
    expect((await recordOf(folder.path)).parity.outcome).toBe('unavailable')
  })

  it('for want of disk is told so, and the others are kept', async () => {
    const full = 'head -c 100 /dev/zero > /dev/full'
    await using folder = await folderWith({ base: GOOD, full, other: GOOD })
    const { stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain('No space left')
    const kept = await recordOf(folder.path)
    expect(trialOf(kept, 'full')).toMatchObject({ outcome: 'failed', steps: [{ exitCode: 1 }] })
    expect(kept.parity.outcome).toBe('exact')
  })
})

describe.skipIf(cannotBecome)('an engine that locks what it was given, for a plain user', () => {
  const LOCK = 'mkdir -p "$ETL_OUTPUT/d/e"; chmod 000 "$ETL_OUTPUT/d"'
  it.each([
    ['a folder beside its table', `${GOOD}; ${LOCK}`, 0, null],
    ['its output', `${GOOD}; chmod 000 "$ETL_OUTPUT"`, 1, 'EACCES'],
    [
      'its table',
      'mkdir "$ETL_OUTPUT/orders"; echo id > "$ETL_OUTPUT/orders/0.csv"; chmod 600 "$ETL_OUTPUT/orders"',
      1,
      'locked',
    ],
    ['its trial', `${GOOD}; chmod 000 "$ETL_OUTPUT/.."`, 0, null],
  ])('ends alone: %s', async (_, command, expected, reason) => {
    await using folder = await folderWith({ base: GOOD, locks: command })
    await give(folder.path)
    const { code } = await asPlainUser(['run'], folder.path, false)
    expect(trialOf(await recordOf(folder.path), 'locks').reason).toEqual(
      reason === null ? null : expect.stringContaining(reason),
    )
    expect(code).toBe(expected)
    expect(existsSync(join(folder.path, 'results/orders/own/locks/1/output'))).toBe(false)
  })

  it('is given its stages anew in the next step', async () => {
    const yaml = config({ base: GOOD, other: GOOD }).replace(
      /base: .*/,
      `base: { steps: [{ name: a, run: [sh, -c, 'chmod 000 "$ETL_STAGES"'] }, { name: b, run: [sh, -c, ${JSON.stringify(GOOD)}] }] }`,
    )
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    await give(folder.path)
    expect(await asPlainUser(['run'], folder.path, false)).toMatchObject({ code: 0 })
  })
})
