package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RowJson;

/** The contacts of a customer with either company, newest first. */
@ApplicationScoped
public class Timeline {
  private Database database;

  /** For the container. */
  public Timeline() {}

  /** Works on this database. */
  @Inject
  public Timeline(Database database) {
    this.database = database;
  }

  /**
   * Which contacts are wanted; null means all.
   *
   * @param channel for example PHONE
   * @param companyId whose contacts
   */
  public record Filter(String channel, Long companyId) {
    /** Everything. */
    public static final Filter NONE = new Filter(null, null);

    /** An empty channel, as an address may say it, is no channel. */
    public Filter {
      channel = channel == null || channel.isBlank() ? null : channel;
    }
  }

  /**
   * Where a page ends and the next begins.
   *
   * @param occurredAt of the last item that was shown
   * @param id of that item
   */
  public record Before(Instant occurredAt, long id) {
    /** Before the newest: the first page. */
    public static final Before NOTHING =
        new Before(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    /** Where the page after this item begins. */
    public static Before of(TimelineItem item) {
      return new Before(item.occurredAt(), item.id());
    }

    /**
     * From the text that {@link #toString} gives; the first page for none, or for one that somebody
     * changed by hand.
     */
    public static Before parse(String text) {
      if (text == null || !text.matches("[0-9T:.Z-]{10,35}_[0-9]{1,18}")) {
        return NOTHING;
      }
      var parts = text.split("_");
      try {
        return new Before(Instant.parse(parts[0]), Long.parseLong(parts[1]));
      } catch (DateTimeException noMoment) {
        return NOTHING;
      }
    }

    /** For an address: the moment and the id. */
    @Override
    public String toString() {
      return occurredAt + "_" + id;
    }
  }

  /** A page of contacts of a customer, in one statement. */
  public List<TimelineItem> page(
      long partyId, Filter filter, Before before, int limit, Sight sight) {
    return database.with(handle -> page(handle, partyId, filter, before, limit, sight));
  }

  /** As {@link #page(long, Filter, Before, int, Sight)}, where the handle looks. */
  public List<TimelineItem> page(
      Handle handle, long partyId, Filter filter, Before before, int limit, Sight sight) {
    return sight
        .bindTo(
            handle
                .createQuery(
                    """
                    select f.id, f.identity_id, f.occurred_at, f.channel, f.direction, f.author, f.subject, f.sub_subject,
                           f.product, f.text, f.outcome, f.in_time = 'YES' as in_time, f.complaint_state,
                           k.name as company, k.ours, d.file_name, f.line_no, f.source_key, n.noted
                      from contact_contact f
                      join customer_identity o on o.id = f.identity_id
                      join customer_company k on k.id = o.company_id
                      left join customer_delivery d on d.id = f.delivery_id
                      left join lateral (
                        select jsonb_build_object('experience', a.experience, 'emotion', a.emotion,
                                 'preferred_channel', a.preferred_channel,
                                 'questions', (select jsonb_agg(to_jsonb(q) - 'no' order by q.no) from (
                                   select no, topic, product, asked, behind, answer, result, minutes
                                     from contact_question where contact_id = a.contact_id) q)) as noted
                          from contact_note a where a.contact_id = f.id) n on f.cutover_id is null
                     where f.identity_id in %s and %s
                       and (f.occurred_at, f.id) < (:beforeAt, :beforeId)
                       and (cast(:channel as text) is null or f.channel = :channel)
                       and (cast(:companyId as bigint) is null or o.company_id = :companyId)
                     order by f.occurred_at desc, f.id desc limit :limit
                    """
                        .formatted(Sight.DESK_IDENTITIES_OF_PARTY, Sight.FACT_COUNTS))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true)))
        .bind("party", partyId)
        .bind("beforeAt", before.occurredAt())
        .bind("beforeId", before.id())
        .bind("channel", filter.channel())
        .bind("companyId", filter.companyId())
        .bind("limit", limit)
        .registerColumnMapper(
            NotedContact.class,
            (row, column, context) ->
                row.getString(column) == null
                    ? null
                    : RowJson.read(row.getString(column), NotedContact.class))
        .map(ConstructorMapper.of(TimelineItem.class))
        .list();
  }
}
