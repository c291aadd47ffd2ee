import { expect, it } from 'vitest'
import { rolledFiles } from './rolled.ts'

it('pieces are read by their numbers', () =>
  expect(rolledFiles(['events_10_app', 'events_9_app.zstd', 'appstatus_app'])?.files).toEqual([
    'events_9_app.zstd',
    'events_10_app',
  ]))

it('a compacted piece takes the place of all before it', () =>
  expect(rolledFiles(['events_1_a', 'events_2_a', 'events_2_a.compact', 'events_3_a'])).toEqual({
    files: ['events_2_a.compact', 'events_3_a'],
    isCompacted: true,
    missing: 0,
  }))

it('pieces that are not there are counted, however large the numbers', () => {
  expect(rolledFiles(['events_2_a', 'events_4_a'])?.missing).toBe(2)
  expect(rolledFiles(['events_999999999999_a'])?.missing).toBe(999999999998)
})

it('pieces by time end with the one that has no time', () =>
  expect(
    rolledFiles(['eventlog', 'eventlog-2026-11-20--10-00.gz', 'eventlog-2026-11-20--09-00.gz'])?.files,
  ).toEqual(['eventlog-2026-11-20--09-00.gz', 'eventlog-2026-11-20--10-00.gz', 'eventlog']))

it('other files are no rolled log', () => expect(rolledFiles(['app-1.zstd', 'app-2'])).toBeUndefined())
