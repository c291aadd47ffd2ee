import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../model/config/model.ts'
import { parseConfig } from '../../model/config/parse.ts'
import { addJob } from './add-job.ts'
import type { JobDraft } from './draft.ts'
import { newConfig } from './entry.ts'

const draft: JobDraft = {
  name: 'revenue',
  input: 'data/dt={partition}',
  columns: { '*': ['shop', 'order id', 'no'] },
  baseline: {
    name: 'spark',
    run: ['spark-submit', '--master', 'local[2]', 'a.py', '{input}', '1', 'x: "y", z', ''],
    sources: ['a.py'],
  },
  candidate: { name: 'duckdb', run: ['python', 'b.py', '{output}'], sources: [] },
  tables: [
    { name: 'daily', key: ['shop', 'day'] },
    { name: 'plain', key: [] },
  ],
}

function configOf(text: string): Config {
  const parsed = parseConfig(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

describe('a new configuration', () => {
  it('says what was asked for, argument by argument', () => {
    const { revenue } = configOf(newConfig(draft, './schema.json')).jobs
    expect(revenue).toMatchObject({
      input: { kind: 'path', template: 'data/dt={partition}' },
      columns: draft.columns,
      baseline: 'spark',
      tables: { daily: { key: ['shop', 'day'] }, plain: { key: [] } },
    })
    expect(revenue?.engines.spark).toMatchObject({
      steps: [{ command: draft.baseline.run, place: { run: draft.baseline.run } }],
      sources: ['a.py'],
    })
  })

  it('keeps names that YAML would take for something else', () => {
    const { name: _, ...engine } = draft.baseline
    const odd = { ...draft, name: '2026', baseline: { name: 'null', ...engine } }
    expect(configOf(newConfig(odd, 's')).jobs['2026']?.baseline).toBe('null')
  })

  it('tells editors its schema and readers its keys', () => {
    const text = newConfig(draft, './schema.json')
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.json\n/)
    expect(text).toMatch(/^ {4}# .*\n {4}baseline: spark$/m)
  })

  it('breaks a long command line into several lines', () => {
    const run = Array.from({ length: 40 }, (_, index) => `--option-${index}`)
    const text = newConfig({ ...draft, baseline: { ...draft.baseline, run } }, 's')
    expect(configOf(text).jobs.revenue?.engines.spark?.steps[0]?.command).toEqual(run)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })
})

describe('a job added to a configuration', () => {
  it('leaves every other character of the built-in one as it is', async () => {
    const before = await readFile(new URL('../../../etl-compare.yml', import.meta.url), 'utf8')
    const after = addJob(before, draft)
    expect(after.startsWith(before)).toBe(true)
    expect(Object.keys(configOf(after).jobs)).toEqual([...Object.keys(configOf(before).jobs), 'revenue'])
  })

  const ENGINES = 'engines: { a: { run: [x] }, b: { run: [y] } }'
  const inside = [
    'jobs:',
    '    first: # the first',
    `        ${ENGINES}`,
    '        input: data',
    '        baseline: a',
    '        tables:',
    '            t: # nothing more',
    '        # of the first',
    '# of the policy',
    'policy: { alpha: 0.1 }',
    'version: 1',
    '',
  ]

  it('comes behind the last job and its comments, indented as the others', () => {
    const after = addJob(inside.join('\n'), draft)
    const lines = after.split('\n')
    expect(lines.slice(0, 8)).toEqual(inside.slice(0, 8))
    expect(lines.slice(8, 11)).toEqual(['', '    revenue:', '        input: "data/dt={partition}"'])
    expect(lines.slice(-4)).toEqual(inside.slice(-4))
    expect(Object.keys(configOf(after).jobs)).toEqual(['first', 'revenue'])
  })

  it("keeps the line ends of Windows, and works where the file's last line has none", () => {
    const after = addJob(inside.slice(0, 7).concat('version: 1').join('\r\n'), draft)
    expect(after).not.toMatch(/[^\r]\n/)
    expect(Object.keys(configOf(after).jobs)).toEqual(['first', 'revenue'])
    const [jobs = '', ...rest] = inside.slice(0, 7)
    const last = addJob(['version: 1', jobs, ...rest].join('\n'), draft)
    expect(Object.keys(configOf(last).jobs)).toEqual(['first', 'revenue'])
  })

  it.each([
    ['# mine\nversion: 1\njobs: {}\n', ['revenue']],
    ['# mine\nversion: 1\ncatalogs: { lake: { type: rest, uri: u } }\n', ['revenue']],
    [
      `# mine\nversion: 1\njobs: { first: { input: data, baseline: a, ${ENGINES}, tables: { t: } } }\n`,
      ['first', 'revenue'],
    ],
  ])('is added to jobs in braces too, and where there are none, with the comments kept', (before, jobs) => {
    const after = addJob(before, draft)
    expect(after).toMatch(/^# mine\n/)
    expect(Object.keys(configOf(after).jobs)).toEqual(jobs)
    expect(configOf(after).jobs.revenue?.engines.duckdb?.steps[0]?.command).toEqual(draft.candidate.run)
  })
})
