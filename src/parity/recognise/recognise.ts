import type { DataType } from '../../types/data-type.ts'
import type { Recognition } from './case.ts'
import { listCases } from './lists.ts'
import { recogniseNulls } from './nulls.ts'
import { recogniseNumbers } from './numbers.ts'
import { texts } from './texts.ts'
import { recogniseTimes, recogniseTimesOfDay } from './times.ts'

/** What values of a type may differ for. */
export function recognise(type: DataType): Recognition {
  const values = recogniseValues(type)
  return { ...values, cases: [...recogniseNulls(type), ...values.cases] }
}

function recogniseValues(type: DataType): Recognition {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return recogniseNumbers(type)
    case 'text':
      return texts
    case 'timestamp':
    case 'date':
      return recogniseTimes(type)
    case 'boolean':
      return { steps: [], cases: [{ reason: 'opposite', when: 'a <> b' }] }
    case 'list':
      return { steps: [], cases: listCases(type) }
    case 'other':
      return type.name === 'TIME' || type.name === 'TIME_NS'
        ? recogniseTimesOfDay(type.name)
        : { steps: [], cases: [] }
    default:
      return { steps: [], cases: [] }
  }
}
