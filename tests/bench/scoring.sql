-- One week's scores by one query, as a person who knows DuckDB would write it: what scoring is measured against.
-- The days before :to are looked at, trends compare with the weeks before :start. Values of the standard configuration.
create or replace table scored as
with active as (
  select student.*, unit.parent_code as school, if(mode = 'part-time', 2, 1) as factor
  from student inner join unit on unit.unit_code = student.programme_code
  where student.start_date < date ':to' and (student.status = 'active' or student.end_date >= date ':to')),
day as (
  select cast(unnest(range(date ':to' - 84, date ':to', interval 1 day)) as date) as day),
group_day as (
  select programme_code, level, day, arg_max(kind, priority) as kind
  from (
    select groups.programme_code, groups.level, day.day, period.kind,
      4 * (period.programme_code is not null)::int + 2 * (period.level is not null)::int
        + (period.kind not in ('teaching', 'assessment'))::int as priority
    from (select distinct programme_code, level from active) as groups
    cross join day
    inner join calendar_period as period on period.start_date <= day.day and day.day < period.end_date
      and (period.programme_code is null or period.programme_code = groups.programme_code)
      and (period.level is null or period.level = groups.level))
  group by all),
countable as (
  select programme_code, level, day from group_day
  where kind in ('teaching', 'assessment') and day > coalesce((
    select max(placed.day) from group_day as placed
    where placed.kind = 'placement' and placed.programme_code = group_day.programme_code
      and placed.level = group_day.level), date '1900-01-01')),
absence as (
  select distinct student_id,
    cast(unnest(range(if(was_absent and day - before <= 7, before, day), day + 1, interval 1 day)) as date) as day
  from (
    select *, lag(day) over events as before, lag(is_absent) over events as was_absent
    from (
      select student_id, day,
        bool_or(status = 'authorised-absence') and not bool_or(status in ('present', 'late')) as is_absent
      from attendance where day >= date ':to' - 84 and day < date ':to' group by all)
    window events as (partition by student_id order by day))
  where is_absent),
student_day as (
  select active.student_id, countable.day, active.factor,
    row_number() over (partition by active.student_id order by countable.day desc) as back
  from active
  inner join countable on countable.programme_code = active.programme_code and countable.level = active.level
    and countable.day >= active.start_date
  anti join absence on absence.student_id = active.student_id and absence.day = countable.day
  qualify back <= 28 * active.factor and countable.day >= date ':to' - (28 * active.factor + 28)),
days as (
  select student_id, count(*) filter (where back <= 14 * factor) as activity, count(*) as submissions,
    min(day) filter (where back <= 14 * factor) as first_day
  from student_day group by student_id),
used as (
  select student_day.student_id, fact.source, sum(fact.amount) as amount,
    count(distinct fact.day) filter (where fact.amount > 0) as active_days, sum(fact.expected) as expected
  from (
    select student_id, day, source, cast(amount as double) as amount, 0 as expected from activity_day
    where day >= date ':to' - 84 and day < date ':to'
    union all
    select student_id, day, 'attendance', if(status = 'absent', 0, 1), 1 from attendance
    where status <> 'authorised-absence' and day >= date ':to' - 84 and day < date ':to'
    union all
    select student_id, if(submitted_at > due_at, cast(due_at as date), day), 'submissions',
      if(submitted_at > due_at, count / 2, count), 0
    from submission where day >= date ':to' - 84 and day < date ':to') as fact
  inner join student_day on student_day.student_id = fact.student_id and student_day.day = fact.day
  where fact.source = 'submissions' or student_day.back <= 14 * student_day.factor
  group by all),
measured as (
  select active.student_id, active.programme_code, active.level, active.mode, active.school, source.source,
    source.weight, coalesce(used.amount, 0) as amount, coalesce(used.active_days, 0) as active_days,
    coalesce(used.expected, 0) as expected,
    if(source.source = 'submissions', days.submissions, days.activity) as days,
    coalesce(if(source.source = 'submissions', days.submissions >= 14, days.activity >= 10), false) as enough,
    if(source.source = 'submissions', coalesce(used.amount, 0) / days.submissions,
      (coalesce(used.active_days, 0) + coalesce(used.amount, 0) / (coalesce(used.amount, 0) + 1)) / days.activity) as value
  from active
  cross join (values ('attendance', 0.35), ('canvas', 0.25), ('submissions', 0.25), ('library', 0.1), ('printing', 0.05))
    as source (source, weight)
  left join days on days.student_id = active.student_id
  left join used on used.student_id = active.student_id and used.source = source.source),
ranked as (
  select *,
    count(*) over near as near_peers, count(*) over pool as pool_peers,
    100 * (rank() over near_order - 1 + count(*) over near_alike / 2) / count(*) over near as near_percentile,
    100 * (rank() over pool_order - 1 + count(*) over pool_alike / 2) / count(*) over pool as pool_percentile,
    count(*) filter (where value > 0) over near / count(*) over near as near_use,
    count(*) filter (where value > 0) over pool / count(*) over pool as pool_use,
    max(days) over near as near_days, max(days) over pool as pool_days
  from measured where enough and source <> 'attendance'
  window near as (partition by source, programme_code, level, mode),
    near_order as (partition by source, programme_code, level, mode order by value),
    near_alike as (partition by source, programme_code, level, mode, value),
    pool as (partition by source, school, mode),
    pool_order as (partition by source, school, mode order by value),
    pool_alike as (partition by source, school, mode, value)),
indicators as (
  select student_id, source, weight, amount, active_days, expected, days, 0 as peers,
    if(enough and expected > 0, 100 * amount / expected, null) as indicator
  from measured where source = 'attendance'
  union all
  select student_id, source, weight, amount, active_days, expected, days,
    if(near_peers >= 10, near_peers, pool_peers),
    case
      when near_peers >= 10 then
        if(amount = 0 and (near_use < 0.25 or (source = 'submissions' and days < near_days)), null, near_percentile)
      when pool_peers >= 5 then
        if(amount = 0 and (pool_use < 0.25 or (source = 'submissions' and days < pool_days)), null, pool_percentile)
    end
  from ranked),
earlier as (
  select indicator_week.student_id, source, avg(indicator) as mean
  from indicator_week inner join active on active.student_id = indicator_week.student_id
  where state = 'counted' and week_start >= date ':start' - 7 * (2 * factor + 3)
    and week_start <= date ':start' - 7 * 2 * factor
  group by all having count(*) >= 2),
totals as (
  select student_id, sum(weight * indicator) / sum(weight) as score, sum(weight) filter (where indicator is not null) as weight,
    count(indicator) as counted, bool_or(source = 'attendance' and indicator is not null) as attended,
    max(weight) filter (where indicator is not null) as heaviest,
    sum(weight * (indicator - mean)) filter (where mean is not null and indicator is not null)
      / nullif(sum(weight) filter (where mean is not null and indicator is not null), 0) as change,
    coalesce(sum(weight) filter (where mean is not null and indicator is not null), 0) as compared
  from (select * replace (if(indicator is null, 0, weight) as weight) from indicators) as indicators
  left join earlier using (student_id, source)
  group by student_id),
last as (
  select student_id, max(day) as day from (
    select student_id, day from activity_day where day >= date ':to' - 84 and day < date ':to'
    union all
    select student_id, day from attendance where status in ('present', 'late') and day >= date ':to' - 84 and day < date ':to'
    union all
    select student_id, day from submission where day >= date ':to' - 84 and day < date ':to')
  group by student_id)
select student_id, if(totals.weight >= 0.25, score, null) as score, last.day as last_active,
  case
    when totals.weight is null or totals.weight < 0.25 then 'unknown'
    when counted >= 2 and coalesce(last.day < first_day, true) then 'none'
    when score >= case when attended then 75 when heaviest > 0.75 * totals.weight then 85 else 73 end then 'high'
    when score >= case when attended then 50 when heaviest > 0.75 * totals.weight then 28 else 38 end then 'good'
    when score >= case when attended then 30 when heaviest > 0.75 * totals.weight then 10 else 18 end then 'partial'
    else 'low'
  end as band,
  case
    when totals.weight is null or totals.weight < 0.25 or compared < 0.25 then null
    when round(change, 9) >= 15 then 'rising' when round(change, 9) <= -15 then 'falling' else 'steady'
  end as trend,
  list({source: indicators.source, indicator: indicators.indicator, amount: amount, days: days, peers: peers,
    reason: case
      when indicators.indicator is null then indicators.source || ': left out'
      when indicators.source = 'attendance' then 'Attended ' || round(indicators.indicator) || ' % of teaching events'
      when amount = 0 then 'No ' || indicators.source || ' activity in ' || days || ' days'
      when indicators.indicator < 10 then indicators.source || ' in the lowest tenth of peers'
      when indicators.indicator < 40 then indicators.source || ' below most peers'
      else indicators.source || ' among the upper peers'
    end}) as reasons
from active inner join indicators using (student_id) left join totals using (student_id)
left join days using (student_id) left join last using (student_id)
group by all
