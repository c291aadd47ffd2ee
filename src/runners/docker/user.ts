import type { Daemon } from './connect.ts'

/** The name that the JVM, and all who ask by uid, get for a user whom the image doesn't know. */
const NAME = 'etl-compare'

/**
 * Who runs inside, so that what is written belongs to who runs the tool: the same user and group; root where the
 * daemon is this user's own, since that is the same user outside; null for the image's own where the tool runs as
 * root, which can remove anybody's files.
 */
export function userInside({ isRootless }: Pick<Daemon, 'isRootless'>): string | null {
  if (isRootless) return '0:0'
  const [uid, gid] = [process.getuid?.(), process.getgid?.()]
  return uid ? `${uid}:${gid ?? uid}` : null
}

/**
 * The image's `/etc/passwd` with an entry for the user; null where none is needed, or it has no such file. Hadoop's
 * login fails for a user without a name.
 */
export function passwdWith(user: string | null, passwd: string | null): string | null {
  if (user === null || passwd === null) return null
  const [uid = '', gid = ''] = user.split(':')
  if (passwd.split('\n').some((line) => line.split(':')[2] === uid)) return null
  return `${passwd.trimEnd()}\n${NAME}:x:${uid}:${gid}::/tmp:/bin/sh\n`
}
