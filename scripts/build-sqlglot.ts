/**
 * Copies sqlglot from the checkers' environment to vendor/, unless that version is there already: `port-check` reads Spark SQL
 * with it, by any Python.
 */
import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TARGET = join(ROOT, 'vendor/sqlglot')
const VERSION = join(TARGET, 'VERSION')

const [info] = await Array.fromAsync(glob(join(ROOT, '.venv/lib/python3*/site-packages/sqlglot-*.dist-info')))
if (info === undefined) throw new Error('The environment .venv has no sqlglot. Run: make setup')
const version = basename(info)
if ((await readFile(VERSION, 'utf8').catch(() => '')) !== version) {
  await rm(TARGET, { recursive: true, force: true })
  const filter = (path: string) => basename(path) !== '__pycache__'
  await cp(join(dirname(info), 'sqlglot'), TARGET, { recursive: true, filter })
  await cp(join(info, 'licenses/LICENSE'), join(TARGET, 'LICENSE'))
  await writeFile(VERSION, version)
}
