/** A file that came, as a folder or a container lists it. */
export interface Arrival {
  /** Its path there, its parts divided by slashes. */
  name: string
  bytes: number
  /** When its content was written, which may be before it came. */
  writtenAt: Date
  /** When it came or last changed there. */
  changedAt: Date
  /** It grew or changed while it was looked at. */
  isChanging?: boolean
}
