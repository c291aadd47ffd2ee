/** A measured number, or null with the reason why it could not be measured. Never 0 for «unknown». */
export type Measurement = number | { value: null; reason: string }

export const unmeasured = (reason: string): Measurement => ({ value: null, reason })

export const isMeasured = (measurement: Measurement | undefined): measurement is number =>
  typeof measurement === 'number'
