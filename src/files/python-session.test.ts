import { expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { PythonSession } from './python-session.ts'

/** Answers with its process and the question; ends without an answer, or waits, where it is asked to. */
const PROGRAM = `import json, os, sys, time
for line in sys.stdin:
    question = json.loads(line)
    if question == "end":
        os._exit(3)
    if question == "wait":
        time.sleep(60)
    print(json.dumps([os.getpid(), question]), flush=True)
`

async function session() {
  const folder = await scratch({ 'answer.py': PROGRAM })
  const script = { args: ['answer.py'], cwd: folder.path, env: process.env }
  return { asked: new PythonSession('python3', script), [Symbol.asyncDispose]: folder[Symbol.asyncDispose] }
}

it('one process answers all questions, in their order', async () => {
  await using one = await session()
  const answers = await Promise.all(['a', 'b', { c: 'é\n' }].map((question) => one.asked.ask(question)))
  const [[pid]] = answers as [[number]]
  expect(answers).toEqual([
    [pid, 'a'],
    [pid, 'b'],
    [pid, { c: 'é\n' }],
  ])
})

it('a process that ends without an answer is an error of that question, and the next one has another', async () => {
  await using one = await session()
  const ended = one.asked.ask('end')
  const next = one.asked.ask('a')
  await expect(ended).rejects.toThrow('Python ended with exit code 3 and gave no answer')
  expect(await next).toEqual([expect.any(Number), 'a'])
})

it('a question that is aborted ends its process', async () => {
  await using one = await session()
  const [pid] = (await one.asked.ask('a')) as [number]
  await expect(one.asked.ask('wait', AbortSignal.timeout(100))).rejects.toThrow()
  expect(await one.asked.ask('b')).not.toEqual([pid, 'b'])
})

it('an interpreter that is not there is an error with a code', async () => {
  const absent = new PythonSession('/nowhere/python', { args: [], env: {} })
  await expect(absent.ask('a')).rejects.toMatchObject({ code: 'ENOENT' })
})
