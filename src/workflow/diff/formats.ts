/** How diff prints what it found. */
export const DIFF_FORMATS = ['text', 'markdown', 'html', 'json'] as const
export type DiffFormat = (typeof DIFF_FORMATS)[number]
