/** Builds site/ into dist/site, or into the folder named as argument, unless it is there as it would be: a server bundle that renders one page at a time, and the files that pages link to, among them the script of site/islands. */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build as bundle } from 'rolldown'
import { sha256OfFile } from '../src/files/digest.ts'
import { isCurrent, SOURCES_FILE } from '../src/workflow/report/load-site.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SITE = join(ROOT, 'site')
const OUT = resolve(process.argv[2] ?? join(ROOT, 'dist/site'))
/** Takes its place when it is whole: others may read or build at the same time. */
const DRAFT = `${OUT}.${process.pid}`
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'

/** The one sheet is made of these, in this order. */
const SHEETS = ['tokens', 'text', 'page', 'forest', 'charts', 'trials', 'tables', 'narrow', 'print']

const sources = new Set<string>()

process.env.ASTRO_TELEMETRY_DISABLED = '1'
/** Astro would draw a new one for each build, and the bundle would never be the same twice. */
process.env.ASTRO_KEY = Buffer.alloc(32).toString('base64')

// Others may draw its pages just now.
if (await isCurrent(OUT)) process.exit()
await buildServer()
await forgetFolder(join(DRAFT, 'server'))
await writeAssets(join(DRAFT, 'assets'))
await writeScript(join(DRAFT, 'assets/report.js'))
await writeSources(join(DRAFT, SOURCES_FILE))
await rm(OUT, { recursive: true, force: true })
await rename(DRAFT, OUT)

async function buildServer(): Promise<void> {
  const { build } = await import('astro')
  await build({
    configFile: false,
    root: SITE,
    srcDir: SITE,
    cacheDir: join(ROOT, 'node_modules/.astro'),
    outDir: DRAFT,
    output: 'server',
    // The default of Astro 7 drops the spaces between words and links.
    compressHTML: true,
    logLevel: 'error',
    adapter: adapter(),
    session: false,
    image: { service: { entrypoint: 'astro/assets/services/noop' } },
    vite: { plugins: [gathering()], ssr: { noExternal: true }, build: { minify: true } },
  })
  await rm(join(DRAFT, 'client'), { recursive: true, force: true })
}

function adapter(): AstroIntegration {
  return {
    name: 'etl-compare',
    hooks: {
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'etl-compare',
          entrypointResolution: 'auto',
          serverEntrypoint: join(SITE, 'server.ts'),
          supportedAstroFeatures: { serverOutput: 'stable' },
        }),
    },
  }
}

/** The manifest names folders of the machine that built it, the output's among them. */
async function forgetFolder(folder: string): Promise<void> {
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.mjs')) continue
    const path = join(folder, file)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replaceAll(DRAFT, '/etl-compare/dist/site').replaceAll(ROOT, '/etl-compare/'))
  }
}

/** A classic script: browsers load no modules from disk. */
async function writeScript(file: string): Promise<void> {
  await bundle({
    input: join(SITE, 'islands/main.ts'),
    platform: 'browser',
    plugins: [gathering()],
    output: { file, format: 'iife', name: 'etlCompare', minify: true },
  })
}

/** Hears of every module that becomes part of a bundle. */
function gathering() {
  return {
    name: 'etl-compare-sources',
    generateBundle(this: { getModuleIds(): Iterable<string> }) {
      for (const id of this.getModuleIds()) sources.add(relative(ROOT, id.split('?')[0] ?? ''))
    },
  }
}

/** What all of it was made of, so that a clone knows when to build it again: packages by the file that locks them. */
async function writeSources(file: string): Promise<void> {
  const sheets = SHEETS.map((name) => `site/styles/${name}.css`)
  const own = [...sources].filter((path) => /^(?:site|src)\//.test(path))
  const paths = [...own, ...sheets, 'site/icon.svg', 'scripts/build-site.ts', 'package-lock.json'].toSorted()
  const hashes = paths.map(async (path) => [path, await sha256OfFile(join(ROOT, path))])
  await writeFile(file, JSON.stringify(Object.fromEntries(await Promise.all(hashes))))
}

async function writeAssets(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const sheets = SHEETS.map((name) => readFile(join(SITE, 'styles', `${name}.css`), 'utf8'))
  await writeFile(join(folder, 'report.css'), (await Promise.all(sheets)).join('\n'))
  await cp(join(ROOT, 'node_modules', FONT), join(folder, 'inter.woff2'))
  await cp(join(SITE, 'icon.svg'), join(folder, 'icon.svg'))
}
