import { expertise } from './expertise.ts'
import { frequency } from './frequency.ts'
import { infrastructure } from './infrastructure.ts'
import { requirements } from './requirements.ts'
import { volume } from './volume.ts'

/** The five factors, the weightiest first where several lean: what may not fit at all comes before money, money before habit. */
export const FACTORS = [volume, requirements, frequency, infrastructure, expertise] as const
