import { expect, it } from 'vitest'
import { othersWords } from './machine.ts'

it('names other runs by what is known of them, and prints nothing of their folders that moves the cursor', () => {
  const since = '2026-12-01T03:12:44.000Z'
  expect(othersWords([])).toBeUndefined()
  expect(othersWords([{ pid: 7 }])).toBe('another etl-compare process (7) is measuring on this machine')
  expect(
    othersWords([
      { pid: 7, command: 'run', folder: '/home/a\u001b[2J\nna/jobs', since },
      { pid: 8, since },
    ]),
  ).toBe(
    '2 other etl-compare processes (7: run in /home/ana/jobs since 2026-12-01 03:12 UTC; 8: since 2026-12-01 03:12 UTC) are measuring on this machine',
  )
})
