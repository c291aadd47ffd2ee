import { capacity } from './capacity.ts'
import { cost } from './cost.ts'
import { failures } from './failures.ts'
import { parity } from './parity.ts'
import { speed } from './speed.ts'
import { window } from './window.ts'

/** Every gate, by name, in the order in which they are shown, and in which those that fail alike decide. */
export const GATES = { parity, window, failures, speed, capacity, cost }
