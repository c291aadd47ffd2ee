export const SEED = process.env.FAULTS_SEED ?? 'faults'

/** How many times as often everything is tried. Below 1: that share of each row's tries, and at least one. */
export const TIMES = Number(process.env.FAULTS_TRIES ?? 1)
