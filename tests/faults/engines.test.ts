import { misbehave } from './misdeeds.ts'
import { fault } from './tally.ts'

fault('misbehaving engines, process runner', 1, () => misbehave('process'))
