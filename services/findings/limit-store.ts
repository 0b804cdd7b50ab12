import { sql, type Selectable } from 'kysely';
import type { Disclosure, Finding, FindingVersion } from '#platform/database-types.ts';
import { compiledOnce } from '#platform/database.ts';

type LimitRow = Pick<Selectable<Finding>, 'id' | 'review_id'> &
  Pick<Selectable<Disclosure>, 'purpose' | 'form'> & {
    data_class: Selectable<FindingVersion>['data_class'] | null;
    restricted: boolean;
  };

const query = (reviewIds: readonly string[]) => sql<LimitRow>`
  with me as materialized (select app.caller_finding_scope() as scope),
  basis as materialized (
    select id, not_for_criminal_investigation or code ~ '^RPL115(-|$)' as restricted from app.legal_basis
  )
  select f.id, f.review_id, coalesce(d.purpose, v.purpose) as purpose, coalesce(d.form, 'full') as form, v.data_class,
    coalesce(b.restricted, false) or coalesce(v.purpose = 'prevention', false) or coalesce(d.use_restriction is not null, false) as restricted
  from app.finding f
  cross join me
  left join lateral (
    select g.version, g.purpose, g.form, g.use_restriction from app.disclosure g
    where g.finding_id = f.id and g.to_scope = me.scope order by g.version desc, g.created_at desc limit 1
  ) d on true
  left join lateral (
    select n.purpose, n.data_class, n.legal_basis_id from app.finding_version n where n.finding_id = f.id order by n.version desc limit 1
  ) v on true
  left join basis b on b.id = v.legal_basis_id
  where f.review_id = any (${reviewIds}::uuid[]) and f.withdrawn_at is null and coalesce(d.purpose, v.purpose) is not null`;

/** What limits the use of each finding that the caller has before it; row-level security chooses the rows. */
export const limitRows = compiledOnce((tx, reviewIds: readonly string[]) => query(reviewIds).compile(tx));
