import { elementOrder } from './element-order.ts'
import { nullOrder } from './null-order.ts'
import { NULLS } from './nulls.ts'
import { divisionScale } from './numbers/division-scale.ts'
import { doublePrecision } from './numbers/double-precision.ts'
import { factor } from './numbers/factor.ts'
import { fewerDecimals, integerDivision } from './numbers/fewer-decimals.ts'
import { floatNoise, floatPrecision } from './numbers/float-precision.ts'
import { infinity, nan } from './numbers/non-finite.ts'
import { weekdayNumbering, weekNumbering } from './numbers/numberings.ts'
import { overflow } from './numbers/overflow.ts'
import { ROUNDING } from './numbers/rounding.ts'
import { saturation } from './numbers/saturation.ts'
import { sign } from './numbers/sign.ts'
import { opposite } from './opposite.ts'
import type { Reason } from './reason.ts'
import { schemaDrift } from './schema-drift.ts'
import { cutOff } from './texts/cut-off.ts'
import { mojibake, replacementCharacter } from './texts/encodings.ts'
import { booleanFormat, numberFormat, timeFormat } from './texts/formats.ts'
import { letterCase, lineEnding, trimming, unicodeForm, whiteSpace } from './texts/same-text.ts'
import { trailingEmpties } from './texts/trailing-empties.ts'
import { calendar } from './times/calendar.ts'
import { clockChange } from './times/clock-change.ts'
import { dayShift } from './times/day-shift.ts'
import { epochUnit } from './times/epoch-unit.ts'
import { timePrecision } from './times/time-precision.ts'
import { timeZone } from './times/time-zone.ts'
import { TYPES } from './types.ts'
import { unexplained } from './unexplained.ts'

/** Every reason, in the order in which they are tried: a pair of values has the first that fits. */
export const REGISTRY: readonly Reason[] = [
  schemaDrift,
  nullOrder,
  weekdayNumbering,
  weekNumbering,
  clockChange,
  divisionScale,
  fewerDecimals,
  integerDivision,
  ...NULLS,
  nan,
  infinity,
  booleanFormat,
  numberFormat,
  trimming,
  doublePrecision,
  lineEnding,
  letterCase,
  whiteSpace,
  unicodeForm,
  replacementCharacter,
  mojibake,
  timeFormat,
  sign,
  floatPrecision,
  ...ROUNDING,
  floatNoise,
  factor,
  saturation,
  overflow,
  calendar,
  timePrecision,
  timeZone,
  dayShift,
  epochUnit,
  cutOff,
  trailingEmpties,
  elementOrder,
  opposite,
  ...TYPES,
  unexplained,
]
