/** The configuration where none is named. */
export const CONFIG_FILE = 'etl-compare.yml'

/** Where results go where no folder is named. */
export const OUT_FOLDER = 'results'

/** What a baseline is called where nobody says. */
export const DEFAULT_BASELINE = 'spark'

/** How times are tested where no policy says so. */
export const TESTED = { alpha: 0.05, judged: 'total', averageDays: 1 } as const

/** Rows of each kind that are shown of a difference, where nobody asks for more. */
export const ROWS_SHOWN = 3
