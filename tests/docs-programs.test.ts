import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

/** What comes of the job of a page of docs, whose engines are both its only Python program. */
async function run(page: string, changes: object, more: Record<string, string> = {}) {
  const docs = await readFile(join(root, 'docs', page), 'utf8')
  const blocksOf = (language: string) =>
    [...docs.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block)
  const programs = blocksOf('python')
  expect(programs).toHaveLength(1)
  const { jobs } = parse(blocksOf('yaml')[0] ?? '')
  const [job] = Object.values<object>(jobs)
  const engines = { first: { run: [PYTHON, 'orders.py'] }, second: { run: [PYTHON, 'orders.py'] } }
  const config = {
    version: 1,
    stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
    jobs: { orders: { ...job, ...changes, input: 'orders.csv', baseline: 'first', engines } },
  }
  await using folder = await scratch({
    'orders.py': programs.join(),
    'orders.csv': 'order_id,customer_id,amount\n1,7,10\n2,7,20\n3,8,30\n',
    'etl-compare.yml': JSON.stringify(config),
    ...more,
  })
  return await etlCompare(['run', '--trials', '2'], folder.path)
}

it('the program of docs/operations.md reports its operations', async () => {
  const { code, stdout, stderr } = await run('operations.md', {})
  expect(code, stderr).toBe(0)
  expect(stdout).toContain('rows: create 2, append 3, delete 2, query 1.')
})

it('the program of docs/service.md answers', async () => {
  const service = { ready: 'GET /health', requests: 'requests.ndjson', rate: '20/s', for: '2s' }
  const requests = ['/orders/2', '/orders/9'].map((path) => JSON.stringify({ method: 'GET', path }))
  const { code, stdout, stderr } = await run(
    'service.md',
    { service },
    { 'requests.ndjson': requests.join('\n') },
  )
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^second 1 +40 of 40 /m)
})
