import { expect, it } from 'vitest'
import { isOlderThanAYear } from './age.ts'

it.each([
  ['2025-03-02', '2025-12-31', false],
  ['2025-03-02', '2026-03-02', false],
  ['2025-03-02', '2026-03-03', true],
  ['2024-02-29', '2025-03-01', true],
  ['2026-11-21', '2026-11-20', false],
])('a price of %s is more than a year old on %s: %s', (found, asOf, isOld) =>
  expect(isOlderThanAYear(found, asOf)).toBe(isOld),
)
