/** Why a log, or the rest of it, could not be read. */
export type Damage =
  | { kind: 'truncated' }
  | { kind: 'corrupt'; detail: string }
  | { kind: 'not-a-log' }
  | { kind: 'unreadable'; detail: string }

/** Ends the reading of a file: what came before it is good. */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog'
  readonly damage: Damage

  constructor(damage: Damage) {
    super(damage.kind)
    this.damage = damage
  }
}

export const truncated = () => new DamagedLog({ kind: 'truncated' })
export const corrupt = (detail: string) => new DamagedLog({ kind: 'corrupt', detail })
