import { type Case, guarded } from '../case.ts'
import { partly, type Reason } from '../reason.ts'
import { ofNumbers } from './steps.ts'

const POWERS = [2, 3, 6, 9]
/** `part` is 16 + k of 10^k, so that it's positive. */
const NO_POWER = 16
const part = `${NO_POWER} + round(log10(r))::INTEGER`
const IS_FAR = 'r > 99 OR (r > 0 AND r < 0.0101)'

const isNearly = (x: string, y: string): string => `abs(${x} - ${y}) <= 1e-12 * abs(${y})`

/** Power of ten between the sides. */
const exactly: Case = {
  when: guarded(
    IS_FAR,
    POWERS.flatMap((k) => [isNearly('r', `1e${k}`), isNearly('r', `1e-${k}`)]).join(' OR '),
  ),
  part,
}

/** The same where whole numbers were also cut, as of milliseconds to seconds. */
const cut: Case = {
  when: guarded(
    `(${IS_FAR}) AND i IS NOT NULL AND j IS NOT NULL`,
    `least(abs(fx), abs(fy)) >= 1e6 AND (${POWERS.map((k) => `abs(m / 1e${k} - least(abs(fx), abs(fy))) < 1`).join(' OR ')})`,
  ),
  part,
}

export const factor: Reason = {
  id: 'factor',
  entries: ['timestamp-to-number', 'unix-timestamp'],
  explain: ({ baseline, engine }, { power = 0, ...details } = {}) => {
    const [greater, smaller] = Number(power) < 0 ? [engine, baseline] : [baseline, engine]
    const times = power === 0 ? 'a power of ten' : `10^${Math.abs(Number(power))}`
    return `${greater} is ${times} times ${smaller}${partly(details, ': a different unit')}`
  },
  declare: 'by-hand',
  ...ofNumbers([exactly, cut]),
  mayBeChance: () => true,
  details: ([commonest]) => ({ power: (commonest?.part ?? NO_POWER) - NO_POWER }),
  refutedBy: () => 'fx <> 0',
}
