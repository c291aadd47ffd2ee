import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** Folders of src that know no files, clock, environment, network or process. */
const PURE = [
  'text',
  'types',
  'canonical',
  'checks',
  'reasons',
  'model',
  'statistics',
  'pricing',
  'plan',
  'trial',
  'need',
  'verdict',
  'advice',
  'simulate',
  'report',
  'differences',
  'render',
  'application',
  'qualify',
]
/** What these may import besides each other. */
const HARMLESS = new Set(['zod', 'yaml', 'node:path', 'node:crypto', 'duckdb/sql.ts'])

/** Lines of a file in commands: options → workflow → render → exit code. */
const MOST_LINES = 60

const TYPES = /^import type [^;]*? from '([^']+)'/gm
/** What a program can do without an import: look at the clock, the process, the network. */
const GLOBALS =
  /\b(?:process\.\w+|globalThis\b|Date\.now|new Date\(\)|performance\.\w+|fetch\(|set(?:Timeout|Interval|Immediate)\(|console\.\w+|import\()/
const COMMENTS = /\/\*.*?\*\/|\/\/[^\n]*/gs
const COMMAND = /^commands\/([^/]+)\//
/** Another folder than ours for tests. */
const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, '../src'))

interface Import {
  from: string
  /** A file below src, or a package. */
  to: string
  /** Nothing of it is left when the program runs. */
  ofTypes: boolean
}

const files = new Set(globSync('**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts')))
const imports = [...files].flatMap(importsOf)
/** Pages are drawn from their model alone. */
const ofSite = globSync('../site/**/*.{astro,ts}', { cwd: ROOT }).flatMap(importsOf)
const problems = [
  ...foldersOf([...files]).flatMap(circlesIn),
  ...imports.filter(isImpure).map(impureText),
  ...ofSite
    .filter(({ to, ofTypes }) => files.has(to) && !ofTypes && !isPure(to))
    .map(
      ({ from, to }) => `${from.replace('../', '')} imports src/${to}: pages may import only pure folders`,
    ),
  ...[...files].filter(isPure).flatMap(globalText),
  ...globSync('**/*.{js,cjs,mjs,cts,mts,tsx}', { cwd: ROOT }).map(
    (file) => `src/${file}: only .ts files are checked, so write this one as .ts`,
  ),
  ...[...files].filter((file) => file.startsWith('commands/')).flatMap(lengthText),
  ...[...files]
    .filter((file) => file.startsWith('commands/') && !COMMAND.test(file))
    .map((file) => `src/${file} is of no command: put it into a command's folder, or src/workflow`),
  ...imports.filter(isOfAnotherCommand).map(({ from, to }) => `src/${from} imports another command's ${to}`),
]
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0

function importsOf(from: string): Import[] {
  const text = readFileSync(join(ROOT, from), 'utf8')
  const inFile = (name: string) =>
    name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), name)) : name
  const values = ts.preProcessFile(text.replaceAll(TYPES, '')).importedFiles
  return [
    ...[...text.matchAll(TYPES)].map(([, name = '']) => ({ from, to: inFile(name), ofTypes: true })),
    ...values.map(({ fileName }) => ({ from, to: inFile(fileName), ofTypes: false })),
  ]
}

/** Every folder that holds one of the files, at any depth; src itself is ''. */
function foldersOf(paths: readonly string[]): string[] {
  const above = (path: string): string[] => {
    const folder = dirname(path)
    return folder === '.' ? [''] : [folder, ...above(folder)]
  }
  return [...new Set(paths.flatMap(above))].toSorted()
}

/** Circles among a folder's own files and folders, each folder taken as a whole. */
function circlesIn(folder: string): string[] {
  const arrows = new Map<string, Map<string, Import>>()
  for (const one of imports) {
    const [from, to] = [childOf(folder, one.from), childOf(folder, one.to)]
    if (from === undefined || to === undefined || from === to) continue
    arrows.set(from, (arrows.get(from) ?? new Map<string, Import>()).set(to, one))
  }
  const reaches = reachable(arrows)
  const inCircles = [...arrows.keys()].filter((child) => reaches(child).has(child))
  return inCircles.map((child) => {
    const path = [...(arrows.get(child) ?? [])].flatMap(([next, { from, to }]) =>
      reaches(next).has(child) ? [`${from} → ${to}`] : [],
    )
    return `src/${join(folder, child)} is in a cycle: ${path.join(', ')}`
  })
}

/** A file, or a folder with / at its end, directly below a folder. */
function childOf(folder: string, path: string): string | undefined {
  if (!files.has(path) || (folder !== '' && !path.startsWith(`${folder}/`))) return undefined
  const [first = '', ...rest] = path.slice(folder === '' ? 0 : folder.length + 1).split('/')
  return rest.length > 0 ? `${first}/` : first
}

function reachable(arrows: ReadonlyMap<string, ReadonlyMap<string, unknown>>) {
  return (start: string): Set<string> => {
    const found = new Set<string>()
    const open = [start]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const next of arrows.get(node)?.keys() ?? []) {
        if (!found.has(next)) open.push(next)
        found.add(next)
      }
    }
    return found
  }
}

function isPure(path: string): boolean {
  return PURE.some((folder) => path.startsWith(`${folder}/`))
}

function globalText(file: string): string[] {
  const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(COMMENTS, '')
  const [found] = GLOBALS.exec(code) ?? []
  return found === undefined ? [] : [`src/${file} uses ${found}, but its folder is pure`]
}

function isImpure({ from, to, ofTypes }: Import): boolean {
  return isPure(from) && !ofTypes && !isPure(to) && !HARMLESS.has(to) && to !== 'errors.ts'
}

function impureText({ from, to }: Import): string {
  return `src/${from} imports ${to}, but its folder is pure: beside types it may import ${[...HARMLESS].join(', ')} and pure folders`
}

function lengthText(file: string): string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length
  return lines <= MOST_LINES
    ? []
    : [
        `src/${file} has ${lines} lines, more than ${MOST_LINES}: move the work to src/workflow and the words to src/render`,
      ]
}

function isOfAnotherCommand({ from, to }: Import): boolean {
  const [, importer] = COMMAND.exec(from) ?? []
  const [, imported] = COMMAND.exec(to) ?? []
  return importer !== undefined && imported !== undefined && importer !== imported
}
