/** A candidate must still fit at this many times the declared volume. */
export const HEADROOM = 2
