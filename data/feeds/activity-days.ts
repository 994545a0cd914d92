/** How the rows of a feed become activity per student, source, event and day. SQL over their values. */
export interface Activity {
  source: string
  event: string
  day: string
  amount: string
  /** What, within the student, event and day, tells one record from another: the rest of the feed's natural key. */
  record: string
  /** Which rows these are. */
  where?: string
  /** An amount of 0 takes the record back. */
  mayBeZero?: true
}

const key = 'student_id, day, source, event'
const fingerprintLength = 12

/**
 * SQL for the days of activity in the table `taken`, and which of them hold a record more than once. To look for these
 * day by day is much cheaper than to bring all rows into the order of their records.
 */
export function activitySql(activity: Activity): string {
  return `
    select * exclude (fingerprints),
      len(list_filter(list_zip(fingerprints, fingerprints[2:]), lambda pair: pair[1] = pair[2])) > 0 as repeats
    from (
      select *, case when least_amount = 1 and amount = records then parts
        else list_transform(parts, lambda part: left(part, ${fingerprintLength})) end as fingerprints
      from (${groupSql(recordsSql(activity, 'taken'))}))`
}

/** SQL for the rows of activity_day, from the table `activity` that {@link activitySql} made. */
export function activityDaysSql(activity: Activity): string {
  const { source, event, day } = activity
  const repeated = `(select * from taken where (student_id, ${day}, ${source}, ${event}) in (select ${key} from activity where repeats))`
  const latest = `${recordsSql(activity, repeated)} qualify row_number() over (partition by ${key}, fingerprint order by place desc) = 1`
  return `
    select student_id, strftime(day, '%Y-%m-%d') as day, source, event, records::integer as records,
      amount::bigint as amount, array_to_string(parts, ' ') as parts
    from (select * exclude (repeats) from activity where not repeats union all ${groupSql(latest)})
    order by ${key}`
}

function recordsSql({ source, event, day, amount, record, where = 'true' }: Activity, rows: string): string {
  return `
    select student_id, ${day} as day, ${source} as source, ${event} as event,
      left(md5(${record}), ${fingerprintLength}) as fingerprint, ${amount} as amount, place
    from ${rows} where ${where}`
}

function groupSql(records: string): string {
  return `
    select ${key}, count(*) as records, sum(amount) as amount, min(amount) as least_amount,
      list_sort(list(case when amount = 1 then fingerprint else fingerprint || ':' || amount end)) as parts
    from (${records}) group by ${key}`
}
