package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;

/** What a customer waits for: open promises and complaints of both companies. */
@ApplicationScoped
public class OpenMatters {
  private static final String ROWS =
      """
      select w.subject, w.id, w.identity_id, w.topic, w.text, w.since, w.due_on, w.by, w.state, w.held,
             k.name as company, d.file_name, w.line_no, w.source_key, coalesce(s.full_name, h.owner_role) as kept_by
        from (
          select 'PROMISE' as subject, f.id, f.identity_id, null as topic, f.text, f.made_at as since,
                 f.due_on, f.made_by as by, f.state, f.cutover_id is not null and f.taken_at is null as held,
                 f.delivery_id, f.line_no, f.source_key
            from contact_promise f
           where f.identity_id in %1$s and %2$s and coalesce(f.state, 'OPEN') = 'OPEN'
             and f.taken_at is null
          union all
          select 'COMPLAINT', f.id, f.identity_id, concat_ws(', ', f.subject, f.product), f.text, f.received_at,
                 f.answer_due_on, null, f.state, f.taken_at is null,
                 f.delivery_id, f.line_no, f.source_key
            from contact_held_complaint f
           where f.identity_id in %1$s and %2$s
             and not exists (select from contact_complaint h where h.number = f.taken_as)
          union all
          select 'LIVE_COMPLAINT', f.id, f.identity_id, concat_ws(', ', f.number, nullif(f.topic, '')), f.text,
                 f.received_at, f.feedback_due_on, null, f.stage, false, null, null, null
            from contact_complaint f
           where f.identity_id in %1$s and f.open) w
        join customer_identity o on o.id = w.identity_id
        join customer_company k on k.id = o.company_id
        left join customer_delivery d on d.id = w.delivery_id
        left join contact_promise_work h on h.promise_id = w.id and w.subject = 'PROMISE'
        left join identity_staff s on s.id = h.owner_id
      """;

  private Database database;

  /** For the container. */
  public OpenMatters() {}

  /** Works on this database. */
  @Inject
  public OpenMatters(Database database) {
    this.database = database;
  }

  /**
   * SQL: what a customer waits for, in no order. Binds what the identities bind, and the sight.
   *
   * @param identities SQL in parentheses: the keys of his identities
   */
  static String rows(String identities) {
    return ROWS.formatted(identities, Sight.FACT_COUNTS);
  }

  /** In one statement: what is due first on top, what has no date last. */
  public List<OpenMatter> of(long partyId, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        rows(Sight.DESK_IDENTITIES_OF_PARTY)
                            + " order by due_on nulls last, since, id"))
                .bind("party", partyId)
                .map(ConstructorMapper.of(OpenMatter.class))
                .list());
  }
}
