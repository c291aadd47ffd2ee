/** The configuration where none is named. */
export const CONFIG_FILE = 'etl-compare.yml'

/** What a baseline is called where nobody says. */
export const DEFAULT_BASELINE = 'spark'
