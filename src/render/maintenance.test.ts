import { describe, expect, it } from 'vitest'
import { unmeasured } from '../model/measures/measure.ts'
import { maintenanceOf } from '../report/maintenance.ts'
import { maintenanceTexts } from './maintenance.ts'

describe('maintenance of several trials', () => {
  it('has the mean time of each task, or the reason why there is none', () => {
    const none = unmeasured('PyIceberg has no compaction')
    const tasks = maintenanceOf([
      { engine: 'spark', maintenance: [{ name: 'compact', seconds: 4 }] },
      { engine: 'spark', maintenance: [{ name: 'compact', seconds: 6 }] },
      {
        engine: 'pyiceberg',
        maintenance: [
          { name: 'compact', seconds: none },
          { name: 'expire', seconds: 0.5 },
        ],
      },
    ])
    expect(maintenanceTexts(tasks)).toEqual([
      'spark: compact 5 s',
      'pyiceberg: compact – (PyIceberg has no compaction), expire 0.5 s',
    ])
  })

  it('is not there in records of before', () => expect(maintenanceOf([{ engine: 'spark' }])).toEqual([]))
})
