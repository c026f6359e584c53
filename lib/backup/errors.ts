/** An error of a backup or a recovery that a person can fix; the message is one or two plain sentences. */
export class BackupError extends Error {}
