import type { DayRow } from '../../report/model/job.ts'

const DATA: Record<DayRow['data'], string> = {
  same: 'same data',
  waived: 'waived',
  differs: 'different',
  unknown: 'not compared',
  'no-output': 'no output',
}

export const dataWord = (data: DayRow['data']): string => DATA[data]
