export const TRIALS_RULE = 'an even number from 2 to 1,000: each block has two trials per engine'
export const isTrialCount = (value: number): boolean => value >= 2 && value <= 1000 && value % 2 === 0
