import type { DataType } from '../types/data-type.ts'
import { isTimeOfDay } from '../types/family.ts'
import { APART, numberSteps } from './numbers/steps.ts'
import { textSteps } from './texts/steps.ts'
import { perSecondOf, secondsApart, timeOfDaySteps, timeSteps } from './times/steps.ts'

/** Columns that are computed step by step from `a` and `b`, and distances in terms of these. */
export interface Steps {
  steps: string[]
  /** SQL for |a−b| of numbers, and for the greater of their magnitudes. */
  numbers?: { apart: string; greater: string }
  /** SQL for the seconds between times. */
  seconds?: string
}

/** What the cases of a type read. */
export function stepsOf(type: DataType): Steps {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return { steps: numberSteps(type), numbers: APART }
    case 'text':
      return { steps: textSteps, numbers: APART, seconds: secondsApart(perSecondOf(type)) }
    case 'timestamp':
    case 'date':
      return timeSteps(type)
    case 'other':
      return isTimeOfDay(type.name) ? timeOfDaySteps(type.name) : { steps: [] }
    default:
      return { steps: [] }
  }
}
