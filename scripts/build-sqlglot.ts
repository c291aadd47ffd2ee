/** Copies sqlglot from the checkers' environment to vendor/: `port-check` reads Spark SQL with it, by any Python. */
import { cp, glob, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PACKAGES = join(ROOT, '.venv/lib/python3*/site-packages')
const TARGET = join(ROOT, 'vendor')

await rm(TARGET, { recursive: true, force: true })
for await (const folder of glob(`${PACKAGES}/sqlglot`))
  await cp(folder, join(TARGET, 'sqlglot'), {
    recursive: true,
    filter: (path) => basename(path) !== '__pycache__',
  })
for await (const licence of glob(`${PACKAGES}/sqlglot-*.dist-info/licenses/LICENSE`))
  await cp(licence, join(TARGET, 'sqlglot/LICENSE'))
