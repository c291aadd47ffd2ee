import { describe, expect, it } from 'vitest'
import { foundIn, isSettled, mostTries, nextAmount, type Search, type Try } from './bisection.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30
const search: Search = {
  most: 4 * GIB,
  floor: 16 * MIB,
  guess: 400 * MIB,
  tolerance: { share: 0.1, bytes: 64 * MIB },
}

/** Searches to the end; `works` says of an amount, and of how often it was tried before, how it goes. */
function searched(works: (bytes: number, before: number) => boolean, given: Partial<Search> = {}): Try[] {
  const whole = { ...search, ...given }
  const tries: Try[] = []
  for (;;) {
    const bytes = nextAmount(tries, whole)
    if (bytes === null) return tries
    const before = tries.filter((each) => each.bytes === bytes).length
    tries.push({ bytes, worked: works(bytes, before) })
  }
}

const inMiB = (tries: readonly Try[]) =>
  tries.map(({ bytes, worked }) => `${bytes / MIB}${worked ? '' : ' failed'}`)

describe('a search for the least memory', () => {
  it.each([20, 63, 100, 400, 401, 900, 1800, 3000, 4000])(
    'comes within the tolerance of %d MiB, and never above its number of tries',
    (need) => {
      for (const guess of [null, 5 * MIB, 300 * MIB, 2 * GIB, 4.2 * GIB]) {
        const tries = searched((bytes) => bytes >= need * MIB, { guess })
        const { least, failed, against } = foundIn(tries)
        expect(least).toBeGreaterThanOrEqual(need * MIB)
        expect(least).toBeLessThanOrEqual(Math.max(need * 1.12, need + 64) * MIB)
        expect(failed === null || failed < need * MIB).toBe(true)
        expect(against).toEqual([])
        expect(tries.length).toBeLessThanOrEqual(mostTries({ ...search, guess }))
      }
    },
  )

  it('tries all memory first, then the guess, and the least that worked twice', () => {
    expect(inMiB(searched((bytes) => bytes >= 390 * MIB))).toEqual([
      '4096',
      '400',
      '80 failed',
      '178 failed',
      '266 failed',
      '326 failed',
      '361 failed',
      '400',
      '40 failed',
    ])
  })

  it('stops where all memory is not enough', () => {
    const tries = searched(() => false)
    expect(inMiB(tries)).toEqual(['4096 failed'])
    expect(foundIn(tries).least).toBeNull()
  })

  it('ends near the floor where nothing fails', () => {
    const tries = searched(() => true)
    expect(foundIn(tries)).toMatchObject({ failed: null, against: [] })
    expect(foundIn(tries).least).toBeLessThanOrEqual(80 * MIB)
  })

  it('comes nearer where it is asked to', () => {
    const tolerance = { share: 0, bytes: MIB }
    const { least } = foundIn(searched((bytes) => bytes >= 777 * MIB, { tolerance }))
    expect(least).toBe(777 * MIB)
  })

  it('goes up again where a success does not repeat, and claims only what is above the failure', () => {
    const lucky = (bytes: number, before: number) =>
      bytes >= 1000 * MIB || (bytes >= 900 * MIB && before === 0)
    const tries = searched(lucky, { guess: 950 * MIB })
    const { least, failed, against } = foundIn(tries)
    expect(least).toBeGreaterThanOrEqual(1000 * MIB)
    expect(failed).toBeGreaterThanOrEqual(900 * MIB)
    expect(against).toContain(failed)
    expect(isSettled(tries, search)).toBe(true)
  })

  it('looks below the failures, and names what worked there instead of claiming it', () => {
    const tries = searched((bytes) => bytes >= 900 * MIB || bytes < 300 * MIB)
    expect(inMiB(tries).slice(0, 2)).toEqual(['4096', '400 failed'])
    const { least, failed, against } = foundIn(tries)
    expect(least).toBeGreaterThanOrEqual(900 * MIB)
    expect(failed).toBeLessThan(900 * MIB)
    expect(against).toEqual([200 * MIB])
  })

  it('ends at its number of tries where nothing can be relied on, and is not closed then', () => {
    const tries = searched((bytes, before) => bytes === 4 * GIB || before === 0)
    expect(tries.length).toBe(mostTries(search))
    expect(isSettled(tries, search)).toBe(false)
  })

  it('never tries an amount that is not in whole MiB, but for the most', () => {
    const most = 4e9
    const tries = searched((bytes) => bytes >= 500e6, { most })
    expect(tries.filter(({ bytes }) => bytes % MIB !== 0)).toEqual([{ bytes: most, worked: true }])
  })
})

describe('what tries come to', () => {
  it.each<[string, Try[], ReturnType<typeof foundIn>]>([
    ['nothing', [], { least: null, failed: null, against: [] }],
    [
      'a success below a failure',
      [
        { bytes: 4, worked: true },
        { bytes: 2, worked: false },
        { bytes: 1, worked: true },
      ],
      { least: 4, failed: 2, against: [1] },
    ],
    [
      'an amount that worked once and failed once',
      [
        { bytes: 4, worked: true },
        { bytes: 2, worked: true },
        { bytes: 2, worked: false },
      ],
      { least: 4, failed: 2, against: [2] },
    ],
  ])('%s', (_, tries, found) => {
    expect(foundIn(tries)).toEqual(found)
  })
})
