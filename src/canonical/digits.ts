/**
 * SQL for the digits that count of a number written as text: `15` of `-0.150e3`. Two texts of one double that have the
 * same ones say the same number; a text that hasn't those of its double's shortest spelling says another.
 */
export const digitsThatCount = (text: string): string =>
  `trim(regexp_replace(${text}, '[eE].*|[-+._]', '', 'g'), '0')`
