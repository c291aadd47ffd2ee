import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { loadSite } from '../src/workflow/report/load-site.ts'
import { barePath } from './recorded.ts'
import { browserOf, hasBrowser, served } from './site-in-browser.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const env = { ...process.env, PATH: `${join(root, 'node_modules/node/bin')}:${process.env.PATH}` }

const JOB = `
import csv, os, sys
rows = [r for r in csv.DictReader(open(sys.argv[1] + '/orders.csv'))]
os.makedirs(sys.argv[2], exist_ok=True)
with open(sys.argv[2] + '/shops.csv', 'w') as f:
    f.write('shop,orders\\n')
    for shop in ORDER(set(r['shop'] for r in rows)):
        f.write(shop + ',' + str(sum(r['shop'] == shop for r in rows)) + '\\n')
`

const WEBLOGS = `
version: 1
jobs:
  weblogs:
    input: fixture:weblogs
    baseline: before
    engines: { before: { run: [cat] }, after: { run: [cat] } }
    tables: { weblogs: { key: [event_id] } }
`

/** Of a package's own files; of one for another system, which is not here, none. */
async function bytesOf(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const sizes = entries
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const below = join(path, entry.name)
      return entry.isDirectory() ? bytesOf(below) : lstat(below).then(({ size }) => size)
    })
  return (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0)
}

/** npx would spend more on itself. */
const INSTALLED = 'node_modules/.bin/etl-compare'

/** The package's command line, which waits for no quiet machine. */
const IMPATIENT = `
import { runProgram } from 'etl-compare/dist/cli/program.js'
import { thisProcess } from 'etl-compare/dist/cli/world.js'
process.exitCode = await runProgram(process.argv.slice(2), { ...thisProcess(), quiet: async () => null })
`

/** A Node of this machine that is too old, if there is one. */
const oldNode = (process.env.PATH ?? '')
  .split(':')
  .map((path) => join(path, 'node'))
  .filter((path) => existsSync(path))
  .find((path) => {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    return Number(/^v(\d+)/.exec(stdout)?.[1]) < 24
  })

describe('the action', () => {
  it('installs at most 125 MB: what package-lock.json names beside the developers’ tools', async () => {
    const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
    const installed = Object.entries<{ dev?: boolean }>(packages).filter(([, { dev }]) => !dev)
    const sizes = installed.map(([path]) => (path === '' ? 0 : bytesOf(join(root, path))))
    const bytes = (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0)
    expect(bytes).toBeGreaterThan(50e6)
    expect(bytes).toBeLessThan(125e6)
  })
})

describe('the npm package', () => {
  let folder: string
  let packed: string[]
  let sites: number[]
  const within = async (program: string, ...args: string[]) => {
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 2 ** 24 })
    return stdout
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etl-compare-package-'))
    await loadSite()
    const site = async () => (await stat(join(root, 'dist/site'))).ino
    const before = await site()
    const report = await within('npm', 'pack', root, '--json', '--pack-destination', folder)
    sites = [before, await site()]
    const [{ filename, files }] = JSON.parse(report.slice(report.indexOf('[\n')))
    packed = files.map(({ path }: { path: string }) => path)
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    const install = ['install', '--omit=dev', '--no-save', '--no-audit', '--no-fund']
    await within('npm', ...install, join(folder, filename))
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'data/orders.csv'), 'order_id,shop\n1,Kiel\n2,Porto\n3,Kiel\n')
    await writeFile(join(folder, 'before.py'), JOB.replace('ORDER', 'sorted'))
    await writeFile(join(folder, 'after.py'), JOB.replace('ORDER', 'list'))
  }, 600_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('holds what runs and its licences, and neither sources nor tests', async () => {
    const meter = (await readdir(join(root, 'src/runners/meter'))).filter((name) => name.endsWith('.py'))
    expect(packed).toEqual(
      expect.arrayContaining([
        'bin/etl-compare',
        'dist/cli.js',
        ...meter.map((name) => `dist/runners/meter/${name}`),
        'dist/behaviour/imports.py',
        'dist/tables/readers/lake/answer.py',
        'etl-compare.schema.json',
        expect.stringMatching(/^fixtures\/countries-.+\.csv\.gz$/),
        'fixtures/orders.sql',
        'fixtures/weblogs.sql',
        'LICENSE',
        'NOTICE',
        'package.json',
      ]),
    )
    expect(
      packed.filter((path) => /\.tsx?$|\.test\.|^(src|tests|docker|examples|bench)\//.test(path)),
    ).toEqual([])
  })

  it('is built beside the pages of the clone, which others may draw meanwhile', () => {
    expect(sites[1]).toBe(sites[0])
  })

  it('needs at most 125 MB of dependencies', async () => {
    const apart = ['--exclude=etl-compare', 'node_modules']
    const bytes = await within('du', '--summarize', '--block-size=1', '--apparent-size', ...apart)
    expect(Number.parseInt(bytes, 10)).toBeLessThan(125e6)
  })

  it('makes its fixtures from what it holds', async () => {
    await writeFile(join(folder, 'weblogs.yml'), WEBLOGS)
    const options = ['--config', 'weblogs.yml', '--size', '1MB']
    expect(await within(INSTALLED, 'fixtures', 'make', 'weblogs', ...options)).toMatch(/^path .*weblogs/)
  })

  it('explains itself by npx', async () => {
    expect(await within('npx', 'etl-compare', '--help')).toContain('Usage: etl-compare')
  })

  it.skipIf(oldNode === undefined)('says which Node it needs where there is only an older one', async () => {
    const old = { ...process.env, PATH: `${dirname(oldNode ?? '')}:/usr/bin:/bin` }
    for (const [program, ...args] of [
      ['npx', 'etl-compare', 'judge'],
      [oldNode ?? '', 'node_modules/etl-compare/dist/cli.js', 'judge'],
    ]) {
      const { status, stderr } = spawnSync(program ?? '', args, { cwd: folder, env: old, encoding: 'utf8' })
      expect(stderr).toMatch(
        /^etl-compare: this is Node \d+\.\S+ \(.*\), but etl-compare needs Node 24 or newer\.\nInstall it \(https:.*\n +npx --package=node@24 .*\n$/,
      )
      expect(status).toBe(2)
    }
  })

  it('says so where there is no Node at all', async () => {
    const program = join(folder, INSTALLED)
    const none = { PATH: await barePath(folder) }
    const { status, stderr } = spawnSync(program, ['judge'], { env: none, encoding: 'utf8' })
    expect(stderr).toMatch(/^etl-compare: node .*Node 24/)
    expect(status).toBe(2)
  })

  it('draws a report with the pages that it holds, and says so where they are gone', async () => {
    const site = join(folder, 'node_modules/etl-compare/dist/site')
    expect(await within(INSTALLED, 'report', '--out', 'site')).toBe('site/index.html\n')
    await rename(site, `${site}.away`)
    const { status, stderr } = spawnSync(INSTALLED, ['report'], { cwd: folder, env, encoding: 'utf8' })
    await rename(`${site}.away`, site)
    expect(stderr).toContain(`The pages of the report were not found in ${site}.`)
    expect(status).toBe(2)
  })

  it('needs the Node that its package names', async () => {
    const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    expect(await readFile(join(root, 'src/cli.ts'), 'utf8')).toContain(`NEEDED = ${engines.node.slice(2)}\n`)
  })

  it('writes an entry whose schema an editor finds', async () => {
    const printed = await within(
      INSTALLED,
      ...['init', '--job', 'shops', '--input', 'data', '--table', 'shops:shop'],
      ...['--baseline', 'python3 before.py {input} {output}'],
      ...['--candidate', 'python3 after.py {input} {output}'],
    )
    expect(printed).toMatch(/etl-compare run shops/)
    expect(await within('head', '-1', 'etl-compare.yml')).toBe(
      '# yaml-language-server: $schema=./node_modules/etl-compare/etl-compare.schema.json\n',
    )
  })

  it.skipIf(!hasBrowser)('draws a site whose pages work from disk and below a path of a server', async () => {
    const base = '/some/base/'
    const ledger = ['--config', 'sim/etl-compare.yml', '--ledger', 'sim/ledger', '--as-of', '2026-11-28']
    await within(INSTALLED, 'simulate', 'parity-breaks', '--out', 'sim')
    await within(INSTALLED, 'report', ...ledger, '--out', 'site', '--base', base)
    const pages = await readdir(join(folder, 'site'), { recursive: true })
    const kinds = ['index.html', 'method.html', '404.html', 'jobs/simulated.html']
    const comparisons = pages.filter((path) => /^comparisons\/.*\.html$/.test(path))
    const browser = await browserOf(join(folder, 'site'))
    const server = await served(join(folder, 'site'), base)
    try {
      for (const from of [undefined, server.address])
        for (const path of [...kinds, ...comparisons.slice(-2)]) {
          const { page, wrong } = await browser.opened(path, {}, from)
          await page.evaluate('document.fonts.ready.then(() => 1)')
          expect(wrong, path).toEqual([])
          expect(await page.locator('h1').textContent(), path).toMatch(/\.$|^How/)
          await page.close()
        }
    } finally {
      server.close()
      await browser.close()
    }
  })

  it('compares the two programs of that entry, rows in any order', async () => {
    await writeFile(join(folder, 'impatient.mjs'), IMPATIENT)
    const printed = await within('node', 'impatient.mjs', 'run', 'shops', '--json')
    const record = runRecordSchema.parse(JSON.parse(printed).records[0])
    expect(record.parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(record.trials.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(record.trials[0]?.measures.totalMs).toBeGreaterThan(0)
  })
})
