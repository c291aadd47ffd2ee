import { describe, expect, it } from 'vitest'
import type { Live, LiveChart } from '../../report/charts/live.ts'
import { tipOf } from './tip.ts'

describe('the tip of a point', () => {
  const live = {
    job: 'j',
    charts: {},
    engines: [],
    comparisons: [[3, 'c']],
    first: '2026-11-01',
    asOf: '2026-11-28',
  } satisfies Live
  const engine = { name: 'polars', hue: 'candidate-1' } as const
  const chart = (unit: LiveChart['y']['unit']): LiveChart => ({
    x: { domain: [0, 28], unit: 'days' },
    y: { domain: [1, 2], scale: 'log', unit },
    series: [],
  })

  it.each([
    [0.6075, 'ratio', '0.6075×'],
    [8.125, 'seconds', '8.125 s'],
    [138.482, 'seconds', '2 min 18 s (138.482 s)'],
    [1_523_456_789, 'bytes', '1.52 GB (1,523,456,789 B)'],
    [512, 'bytes', '512 B'],
    [1.97, 'cores', '1.97 cores'],
  ] as const)('of %d, %s, says %s', (value, unit, text) =>
    expect(tipOf(live, chart(unit), { engine, kind: 'run', points: [[0, value]] }, 0)).toEqual({
      engine: 'polars',
      at: '4 Nov',
      lines: [text],
    }),
  )

  it('of an interval says its ends, and how much it rests on', () =>
    expect(
      tipOf(live, chart('ratio'), { engine, kind: 'look', points: [[9, 0.61, 0.55, 0.67, 10]] }, 0),
    ).toEqual({
      engine: 'polars',
      at: '10 Nov',
      lines: ['mean so far 0.61×', 'interval 0.55 to 0.67×', '10 observations'],
    }))
})
