import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch, startImpatient } from './etl-compare.ts'

const COPY = 'cp "$1" "$2/orders.csv"; echo x >> "$RUNS"'
const WRONG = 'sed s/7.25/7.5/ "$1" > "$2/orders.csv"; echo x >> "$RUNS"'

/** A job of two scripts that count their runs. */
async function job() {
  const folder = await scratch({
    'input.csv': 'id,amount\n1,2.50\n2,7.25\n',
    'base.sh': COPY,
    'port.sh': WRONG,
  })
  const at = (name: string) => join(folder.path, name)
  const write = (name: string, text: string) => writeFile(at(name), text)
  const engine = (name: string) =>
    `      ${name}: { run: [sh, ${name}.sh, "{input}", "{output}"], env: { RUNS: ${at(`${name}.runs`)} } }\n`
  const config = (tables: string, end = '', engines = ['base', 'port']) =>
    write(
      'etl-compare.yml',
      `version: 1\njobs:\n  o:\n    input: input.csv\n    baseline: base\n    engines:\n${engines.map(engine).join('')}    tables: ${tables}\n${end}`,
    )
  await config('{ orders: { key: [id] } }')
  return {
    path: folder.path,
    at,
    write,
    config,
    runs: async () => {
      const count = async (name: string) =>
        (await readFile(at(`${name}.runs`), 'utf8').catch(() => '')).length / 2
      return [await count('base'), await count('port')]
    },
    try: (...options: string[]) =>
      etlCompare(['try', '--partition', '2026-11-20', '--json', ...options], folder.path),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

describe('etl-compare try', () => {
  it('runs the candidate each time, and the baseline once', async () => {
    await using o = await job()
    expect(await o.try()).toMatchObject({ code: 1 })
    expect(await o.runs()).toEqual([1, 1])
    await o.write('port.sh', COPY)
    const { code, stdout } = await o.try()
    expect(code).toBe(0)
    expect(await o.runs()).toEqual([1, 2])
    const [{ baselineFrom, parity }] = JSON.parse(stdout).tried
    expect(baselineFrom).toMatch(/^\d{4}-/)
    expect(parity).toMatchObject({ outcome: 'exact', passes: true })
  })

  it.each<[string, (o: Awaited<ReturnType<typeof job>>) => Promise<unknown>]>([
    ['its code changed', (o) => o.write('base.sh', `${COPY} `)],
    ['the input changed', (o) => o.write('input.csv', 'id,amount\n1,2.50\n2,7.25\n3,1.00\n')],
    ['its output is gone', (o) => o.write('results/try/o/own/base/1/output/orders.csv', 'id,amount\n')],
    ['a limit changed', (o) => o.config('{ orders: { key: [id] } }', 'limits: { memory: 1GiB }\n')],
  ])('runs the baseline again if %s', async (_, change) => {
    await using o = await job()
    await o.try()
    await change(o)
    await o.try()
    expect(await o.runs()).toEqual([2, 2])
  })

  it('uses the baseline’s output under new declarations', async () => {
    await using o = await job()
    expect(await o.try()).toMatchObject({ code: 1 })
    await o.config('{ orders: { key: [id], tolerance: { amount: { abs: 0.5 } } } }')
    expect(await o.try()).toMatchObject({ code: 0 })
    expect(await o.runs()).toEqual([1, 2])
  })

  it('runs a baseline again that failed, and any where it is asked to', async () => {
    await using o = await job()
    await o.write('base.sh', `test -e ready || exit 3; ${COPY}`)
    expect(await o.try()).toMatchObject({ code: 1 })
    await o.write('ready', '')
    await o.write('port.sh', COPY)
    expect(await o.try()).toMatchObject({ code: 0 })
    expect((await o.runs())[0]).toBe(1)
    expect(await o.try('--fresh')).toMatchObject({ code: 0 })
    expect((await o.runs())[0]).toBe(2)
  })

  it('stores no output of a baseline whose code was edited while it ran', async () => {
    await using o = await job()
    await o.write('base.sh', `${COPY}; echo "# edited" >> "$(dirname "$RUNS")/base.sh"`)
    await o.try()
    await o.write('base.sh', COPY)
    await o.try()
    expect((await o.runs())[0]).toBe(2)
  })

  it('keeps nothing that could be taken for a measurement', async () => {
    await using o = await job()
    await o.try()
    const added = await etlCompare(['ledger', 'add', 'results', '--ledger', 'ledger'], o.path)
    expect(added.code).toBe(2)
  })

  it('has not failed where a candidate lacks a call, but says so if no other was compared', async () => {
    await using o = await job()
    await o.write('port.sh', `echo '{"unsupported":"MERGE"}' >> "$ETL_STAGES"; exit 3`)
    await o.write('other.sh', COPY)
    expect(await o.try()).toMatchObject({ code: 1 })
    await o.config('{ orders: { key: [id] } }', '', ['base', 'port', 'other'])
    const { code, stdout } = await o.try()
    expect(code).toBe(0)
    const { engines, parity } = JSON.parse(stdout).tried[0]
    expect(engines).toMatchObject([{}, { outcome: 'unsupported', reason: 'MERGE' }, { outcome: 'ok' }])
    expect(parity).toMatchObject({ outcome: 'exact', passes: true })
  })

  it('exits with 1 if the candidate fails, and shows where its log is', async () => {
    await using o = await job()
    await o.write('port.sh', 'echo broken; exit 3')
    const { code, stdout, stderr } = await o.try()
    expect(code).toBe(1)
    expect(stderr).toContain('broken')
    expect(JSON.parse(stdout).tried[0].engines[1]).toMatchObject({ engine: 'port', outcome: 'failed' })
  })
})

describe('etl-compare try --watch', () => {
  it('tries again after each change, survives a mistake, and ends when it is interrupted', async () => {
    await using o = await job()
    const { child, ended } = startImpatient(['try', '--watch', '--partition', '2026-11-20'], o.path)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
    const until = async (sign: RegExp) => {
      while (!sign.test(text)) await setTimeout(50)
      text = ''
    }
    await until(/other data.*Watching/s)
    await o.config('{ orders: { key: [id }')
    await until(/etl-compare\.yml changed.*not valid YAML.*Watching/s)
    await o.config('{ orders: { key: [id] } }')
    await until(/other data.*Watching/s)
    await o.write('port.sh', COPY)
    await until(/port\.sh changed.*the same data.*Watching/s)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect((await o.runs())[0]).toBe(1)
  })

  it('tries what is saved while a try runs', async () => {
    await using o = await job()
    await o.write('port.sh', `sleep 1; ${WRONG}`)
    const { child, ended } = startImpatient(['try', '--watch', '--partition', '2026-11-20'], o.path)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
    while (!/Watching/.test(text)) await setTimeout(50)
    await o.write('port.sh', `sleep 2; ${WRONG} `)
    while (!/port\.sh changed/.test(text)) await setTimeout(50)
    await setTimeout(500)
    await o.write('port.sh', COPY)
    while (!/the same data/.test(text)) await setTimeout(50)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
  })

  it('does not try for ever where an engine writes into a file of its own code', async () => {
    await using o = await job()
    await o.write('port.sh', `${COPY}; echo "# again" >> port.sh\n`)
    const { child, ended } = startImpatient(['try', '--watch', '--partition', '2026-11-20'], o.path)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
    while (!/port\.sh changes during each try.*Watching 2 files/s.test(text)) await setTimeout(50)
    child.kill('SIGINT')
    await ended
    expect(await o.runs()).toEqual([1, 4])
  })
})
