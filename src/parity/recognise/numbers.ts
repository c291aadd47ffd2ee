import type { DataType } from '../../types/data-type.ts'
import { type Case, type Decimals, eitherWay, guarded, type Recognition } from './case.ts'
import { subtractable } from './closeness.ts'
import { hasDecimals } from './places.ts'

const MOST_DECIMALS = 8
const NOISE = 1e-9
/** More than a 32-bit float is off by, but where it has no room for a number at all. */
const SINGLE = 1e-6
const POWERS = [2, 3, 6, 9]
const BOUNDS = ['2147483647', '-2147483648', '9223372036854775807', '-9223372036854775808', '4294967295']

/**
 * Columns that numbers' cases read: x and y as they can be subtracted, fx and fy as doubles, d = |x−y|, f that as a
 * double, m the greater magnitude, r = fx/fy, place the
 * decimal place nearest to d and power = 10^place, and i and j: x and y where they are whole.
 */
export function recogniseNumbers(type: DataType): Recognition {
  return {
    steps: [`${subtractable(type, 'a')} AS x, ${subtractable(type, 'b')} AS y`, ...numberSteps(type)],
    cases: type.kind === 'float' ? [...nonFinite, ...floatCases] : exactCases(type),
    numbers: APART,
    ...(type.kind === 'float' && { decimals: floatDecimals }),
    ...(type.kind === 'decimal' && {
      decimals: { type, excluded: sign.when, isUnit: unit(type).when },
    }),
  }
}

/** As the steps below compute them. */
export const APART = { apart: 'f', greater: 'm' }

/** The steps after x and y. */
export function numberSteps(type: DataType): string[] {
  const isExact = type.kind === 'integer' || type.kind === 'decimal'
  const asDouble = isExact ? 'a::DOUBLE AS fx, b::DOUBLE AS fy' : 'x AS fx, y AS fy'
  return [
    `abs(x - y) AS d, ${asDouble}, ${wholeOf(type, 'x')} AS i, ${wholeOf(type, 'y')} AS j`,
    `${isExact ? 'coalesce(d::DOUBLE, abs(fx - fy))' : 'd'} AS f, greatest(abs(fx), abs(fy)) AS m, fx / nullif(fy, 0) AS r`,
    `${guarded(`f <= 1.1 AND f > ${0.5 * 10 ** -MOST_DECIMALS}${isExact ? '' : ' AND f >= 1e-12 * m'}`, '-round(log10(f))')} AS place`,
    'pow(10, place) AS power',
  ]
}

function wholeOf({ kind }: DataType, x: string): string {
  if (kind === 'integer') return x
  if (kind === 'decimal') return guarded(`trunc(${x}) = ${x}`, `try_cast(${x} AS HUGEINT)`)
  return guarded(`trunc(${x}) = ${x} AND abs(${x}) < 9e18`, x)
}

function sideOf(condition: string): string {
  return `CASE WHEN ${condition} THEN 1 ELSE 0 END`
}

const nonFinite: Case[] = [
  { reason: 'nan', when: 'isnan(x) OR isnan(y)', part: sideOf('isnan(x)') },
  { reason: 'infinity', when: 'isinf(x) OR isinf(y)', part: sideOf('isinf(x)') },
]

const sign: Case = { reason: 'sign', when: guarded('(x < 0) <> (y < 0)', 'x + y = 0') }

/** The side that was rounded, as bit 0: 1 where it is a. */
const precision: Case = {
  reason: 'float-precision',
  when: `f > ${NOISE} * m AND f <= ${SINGLE} * m AND (try_cast(x AS FLOAT)::DOUBLE = y OR try_cast(y AS FLOAT)::DOUBLE = x)`,
  part: sideOf('try_cast(y AS FLOAT)::DOUBLE = x'),
}

const noise: Case = {
  reason: 'float-noise',
  when: `f <= ${NOISE} * m`,
  part: sideOf('f > 1e-12 * m AND (try_cast(x AS FLOAT)::DOUBLE = y OR try_cast(y AS FLOAT)::DOUBLE = x)'),
}

function isNearly(x: string, y: string): string {
  return `abs(${x} - ${y}) <= 1e-12 * abs(${y})`
}

/** Power of ten between the sides: 16 + k, so that it's positive. */
const factor: Case = {
  reason: 'factor',
  when: guarded(
    'r > 99 OR (r > 0 AND r < 0.0101)',
    POWERS.flatMap((k) => [isNearly('r', `1e${k}`), isNearly('r', `1e-${k}`)]).join(' OR '),
  ),
  part: '16 + round(log10(r))::INTEGER',
}

/** The same power where whole numbers were also cut, as of milliseconds to seconds. */
const cutFactor: Case = {
  reason: 'factor',
  when: guarded(
    'least(abs(fx), abs(fy)) >= 1e6 AND (r > 99 OR (r > 0 AND r < 0.0101)) AND i IS NOT NULL AND j IS NOT NULL',
    POWERS.map((k) => `abs(m / 1e${k} - least(abs(fx), abs(fy))) < 1`).join(' OR '),
  ),
  part: '16 + round(log10(r))::INTEGER',
}

const saturation: Case = {
  reason: 'saturation',
  when: guarded('m >= 2147483647', BOUNDS.map((bound) => eitherWay(beyond(bound), 'fx', 'fy')).join(' OR ')),
  part: sideOf(`fx IN (${BOUNDS.map((bound) => `${bound}::DOUBLE`).join(', ')})`),
}

function beyond(bound: string): string {
  return `{a} = ${bound}::DOUBLE AND {b} ${bound.startsWith('-') ? '<' : '>'} ${bound}::DOUBLE`
}

/** Width in bits; only where both are whole. */
function overflow(isExact: boolean): Case {
  const widths = isExact ? [64, 32, 16, 8] : [32, 16, 8]
  const wrapsAt = (bits: number): string =>
    `(i - j) % ${2n ** BigInt(bits)} = 0 AND (${['i', 'j'].map((whole) => within(whole, bits)).join(' OR ')})`
  const width = widths.map((bits) => `WHEN ${wrapsAt(bits)} THEN ${bits}`).join(' ')
  const isCandidate = `f >= 256 AND (i - j) % 256 = 0${isExact ? '' : ' AND f < 9e15'}`
  return {
    reason: 'overflow',
    when: guarded(isCandidate, `CASE ${width} ELSE 0 END > 0`),
    part: `CASE ${width} ELSE 0 END`,
  }
}

function within(whole: string, bits: number): string {
  return `${whole} BETWEEN ${-(2n ** BigInt(bits - 1))} AND ${2n ** BigInt(bits) - 1n}`
}

/**
 * Apart by one unit of a decimal place, both with no more decimals than that. `part` holds the place (4 bits), whether
 * a is smaller in magnitude (16) and whether the smaller one's last digit is even (32).
 */
function unit(type: DataType): Case {
  const isExact = type.kind === 'integer' || type.kind === 'decimal'
  const atPlace = ['x', 'y'].map((x) => (isExact ? `${x} % d = 0` : hasDecimals(x, 'power'))).join(' AND ')
  const holds = guarded('abs(f * power - 1) < 1e-4', atPlace)
  const smaller = isExact ? 'least(abs(x), abs(y)) // d' : `round(least(abs(x), abs(y)) * power)`
  const isEven = type.kind === 'decimal' ? evenDecimal : `${smaller} % 2 = 0`
  return {
    reason: 'unit',
    when: type.kind === 'integer' ? 'f = 1' : holds,
    part: `greatest(0, place::INTEGER) + ${flag(16, 'abs(x) < abs(y)')} + ${flag(32, isEven)}`,
  }
}

const evenDecimal = '(least(abs(x), abs(y)) % (d + d)) = 0'

function flag(bit: number, condition: string): string {
  return `CASE WHEN ${condition} THEN ${bit} ELSE 0 END`
}

const DOUBLE: DataType = { kind: 'float', name: 'DOUBLE' }

/** Decimals of doubles, and of numbers written as text. */
export const floatDecimals: Decimals = {
  type: DOUBLE,
  excluded: [sign, precision, noise].map(({ when }) => `coalesce(${when}, false)`).join(' OR '),
  isUnit: unit(DOUBLE).when,
}

/** Finite doubles' cases; NULLs among x and y make none of them true. */
export const floatCases: Case[] = [
  sign,
  precision,
  unit(DOUBLE),
  noise,
  factor,
  cutFactor,
  saturation,
  overflow(false),
]

function exactCases(type: DataType): Case[] {
  const doubled: Case = {
    reason: 'double-precision',
    when: guarded('m > 1e15', eitherWay(`fx = fy AND {a} = try_cast({a}::DOUBLE AS HUGEINT)`, 'i', 'j')),
    part: sideOf('i = try_cast(i::DOUBLE AS HUGEINT)'),
  }
  const single: Case = {
    reason: 'float-precision',
    when: guarded('m > 16777216', eitherWay('{a} = try_cast({b}::FLOAT AS HUGEINT)', 'i', 'j')),
    part: sideOf('i = try_cast(j::FLOAT AS HUGEINT)'),
  }
  return [sign, doubled, single, unit(type), factor, cutFactor, saturation, overflow(true)]
}
