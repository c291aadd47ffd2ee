import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXAMPLES, namesIn, TOKEN } from './rehearsal.ts'

const CONFIG = `
version: 1
limits: { cpus: 1, memory: 512MiB }
jobs:
  shops:
    input: data/{size}
    sizes: [small]
    baseline: before
    engines:
      before: { run: [python3, before.py, "{input}", "{output}"] }
      after: { run: [python3, after.py, "{input}", "{output}"] }
    tables: { shops: { key: [shop] } }
`

export const program = (rows: string) => `import os, sys
with open(sys.argv[2] + '/shops.csv', 'w') as table:
    table.write('shop,orders\\n' + ${JSON.stringify(rows)})
if any('${TOKEN}' == value or 'AUTHORIZATION' in value for value in os.environ.values()):
    sys.exit('the token is not for engines')
`
const ROWS = 'Kiel,2\nPorto,1\n'

const ORDERS = 'order_id,shop\n1,Kiel\n2,Porto\n3,Kiel\n'

/** Of the pull request. */
export const PULL_REQUEST = 7

/** A job of a user, at every size. */
export const JOB = {
  'etl-compare.yml': CONFIG,
  'before.py': program(ROWS),
  'after.py': program(ROWS),
  'data/small/orders.csv': ORDERS,
  'data/medium/orders.csv': ORDERS,
  'data/large/orders.csv': ORDERS,
}

/** The workflows to copy, as a user has them. */
export async function examples(): Promise<Record<string, string>> {
  const names = await namesIn(EXAMPLES)
  const texts = names.map(async (name) => [
    `.github/workflows/${name}`,
    await readFile(join(EXAMPLES, name), 'utf8'),
  ])
  return Object.fromEntries(await Promise.all(texts))
}

export const repository = {
  default_branch: 'main',
  full_name: 'acme/jobs',
  name: 'jobs',
  owner: { login: 'acme' },
}
/** GitHub's event of a pull request whose branch is in a repository. */
export const proposal = (head: string) => ({
  number: PULL_REQUEST,
  repository,
  pull_request: {
    number: PULL_REQUEST,
    head: { ref: 'port', sha: 'a'.repeat(40), repo: { full_name: head } },
    base: { ref: 'main', repo: { full_name: 'acme/jobs' } },
  },
})
/** GitHub's event of the run for a pull request from a fork that ended. */
export const ended = {
  repository,
  workflow_run: {
    id: 12,
    event: 'pull_request',
    head_sha: 'a'.repeat(40),
    head_branch: 'port',
    head_repository: { full_name: 'forker/jobs', owner: { login: 'forker' } },
  },
}
