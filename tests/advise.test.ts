import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'

const DESCRIBED = ['--volume', '40GB', '--runs-per-day', '24', '--platform', 'emr', '--nodes', '3']
const advise = async (args: string[], folder: string) => {
  const ended = await etlCompare(['advise', ...args, '--json'], folder)
  return { ...ended, json: ended.stdout === '' ? null : JSON.parse(ended.stdout) }
}

describe('advise', () => {
  it('needs no configuration, and says that it is no evidence', async () => {
    await using folder = await scratch()
    const { code, json } = await advise([...DESCRIBED, '--memory', '16GiB'], folder.path)
    expect(code).toBe(0)
    expect(json).toMatchObject({
      version: 1,
      isEvidence: false,
      advice: [
        {
          job: null,
          baseline: 'spark',
          candidates: ['polars', 'duckdb'],
          leans: 'open',
          weightiest: { name: 'data volume', because: 'caps' },
        },
      ],
      measured: null,
    })
    expect(json.advice[0].next[0].command).toMatch(/^etl-compare record .* --engine spark_local /)
    expect(json.advice[0].next[1].command).toBe('etl-compare port-check JOB.py --to duckdb,polars')
  })

  it('takes what a configuration declares, and options before it', async () => {
    await using folder = await scratch()
    const simulated = await etlCompare(['simulate', 'clear-win', '--out', 'simulated'], folder.path)
    expect(simulated.code).toBe(0)
    const file = join(folder.path, 'simulated/etl-compare.yml')
    const policy = '    policy: { volume: 1GB, runsPerDay: 2, skills: { spark: two people, polars: none } }\n'
    await writeFile(file, `${await readFile(file, 'utf8')}${policy}`)
    const config = ['--config', 'simulated/etl-compare.yml']
    const { json } = await advise([...config, '--runs-per-day', '24', '--startup', '8min'], folder.path)
    const facts = Object.fromEntries(
      json.advice[0].factors.map((factor: { name: string; facts: unknown }) => [factor.name, factor.facts]),
    )
    expect(facts).toMatchObject({
      'data volume': { volumeBytes: 1e9 },
      'processing frequency': { runsPerDay: 24, overhead: { baseline: { lower: 480, by: 'declared' } } },
      'team expertise': {
        skills: [
          { engine: 'spark', text: 'two people' },
          { engine: 'polars', text: 'none' },
        ],
      },
    })
    expect(json.advice[0].next[0].command).toMatch(/^etl-compare run simulated .*--ledger ledger$/)
  })

  it('shows what a ledger has, and sends to the verdict', async () => {
    await using folder = await scratch()
    await etlCompare(['simulate', 'clear-win', '--days', '6', '--out', 'simulated'], folder.path)
    const where = ['--config', 'simulated/etl-compare.yml', '--ledger', 'simulated/ledger']
    const { json } = await advise([...where, '--volume', '900GB'], folder.path)
    expect(json.measured.rows).toMatchObject([
      { job: 'simulated', candidate: 'polars', comparisons: 6, faster: { candidate: 6, baseline: 0 } },
    ])
    expect(json.measured.gaps).toHaveLength(1)
    expect(json.advice[0].next[0].command).toMatch(/^etl-compare judge simulated /)
  })

  it.each([
    [['--volume', '40'], '--volume'],
    [['--volume', '-3GB'], '--volume'],
    [['--volume', '0GB'], '--volume'],
    [['--volume', '9999999TB'], '--volume'],
    [['--growth', '30%'], '--growth'],
    [['--growth', '-1'], '--growth'],
    [['--growth', '1e9'], '--growth'],
    [['--runs-per-day', '0'], '--runs-per-day'],
    [['--runs-per-day', 'Infinity'], '--runs-per-day'],
    [['--platform', 'ermr'], '--platform'],
    [['--nodes', '2.5'], '--nodes'],
    [['--startup', '8'], '--startup'],
    [['--limit', '99d'], '--limit'],
    [['--memory', '16'], '--memory'],
    [['--skill', 'spark'], '--skill'],
    [['--skill', '=none'], '--skill'],
  ])('%j is a mistake of the option', async (args, option) => {
    await using folder = await scratch()
    const { code, mistake } = await advise(args, folder.path)
    expect([code, mistake?.code, mistake?.data]).toMatchObject([2, 'optionInvalid', { option }])
  })

  it('wants one job where options describe one', async () => {
    const many = await advise(DESCRIBED, root)
    expect(many.mistake?.code).toBe('adviceOfManyJobs')
    expect((await advise(['sessions', ...DESCRIBED], root)).code).toBe(0)
  })

  it('wants a configuration where a job is named, and no engines beside one', async () => {
    await using folder = await scratch()
    expect((await advise(['orders'], folder.path)).mistake?.code).toBe('configMissing')
    expect((await advise(['--candidates', 'polars'], root)).mistake?.code).toBe('optionInvalid')
    await mkdir(join(folder.path, 'empty'))
    expect((await advise(['--ledger', 'nowhere'], folder.path)).mistake?.code).toBe('ledgerMissing')
  })

  it('publishes the start-up times that docs/cost.md has with their sources', async () => {
    const docs = await readFile(join(root, 'docs/cost.md'), 'utf8')
    const { PLATFORM_KINDS } = await import('../src/advice/platform-kinds.ts')
    for (const { title, source } of PLATFORM_KINDS.filter(({ source }) => source !== null))
      expect(docs).toMatch(new RegExp(String.raw`^\| ${title} \|.*\| ${source} \|$`, 'm'))
  })
})
