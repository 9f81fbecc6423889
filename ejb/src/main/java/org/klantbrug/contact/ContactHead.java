package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RowJson;

/** What a colleague must know before he speaks, in one statement. */
@ApplicationScoped
public class ContactHead {
  /** Further back nobody calls it the same matter. */
  private static final Duration LOOKED_BACK = Duration.ofDays(90);

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected ContactHead() {}

  /** Works with these. */
  @Inject
  public ContactHead(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How the last contact was that the customer was asked about; codes as in {@link NewContact}. */
  public record Experience(String experience, Instant occurredAt, String byName) {}

  /** How the customer wants to be spoken to, as he said himself in a contact. */
  public record Preferred(String channel, Instant occurredAt, String byName) {}

  /** A colleague of one's team. */
  public record Colleague(long id, String fullName) {}

  /**
   * The head of a customer.
   *
   * @param drafts unfinished notes of the reader about this customer, the last saved first
   * @param elsewhere how many other customers the reader has an unfinished note about
   * @param experience null if he was never asked
   * @param preferred null if he never said
   * @param repeats topics with which he came back
   * @param exceptions asked of the back office for him, the newest first
   * @param team active colleagues in the reader's team, without the reader
   * @param waiting what the customer waits for, as {@link OpenMatters} gives it
   */
  public record Head(
      List<Drafts.Draft> drafts,
      long elsewhere,
      Experience experience,
      Preferred preferred,
      List<RepeatContact> repeats,
      List<Exceptions.Asked> exceptions,
      List<Colleague> team,
      List<OpenMatter> waiting) {}

  /** Of a customer, for who reads it. */
  public Head of(long partyId, Sight sight, Staff reader) {
    return database.with(
        handle ->
            sight
                .bindTo(handle.createQuery(SQL))
                .bind("party", partyId)
                .bind("staff", reader.id())
                .bind("team", reader.teamId())
                .bind("from", clock.now().minus(LOOKED_BACK))
                .map(
                    (row, context) ->
                        new Head(
                            RowJson.list(row.getString("drafts"), Drafts.Draft.class),
                            row.getLong("elsewhere"),
                            one(row.getString("experience"), Experience.class),
                            one(row.getString("preferred"), Preferred.class),
                            RepeatContacts.of(
                                RowJson.list(row.getString("asked"), RepeatContacts.Asked.class),
                                Duration.ofDays(row.getLong("repeat_days")),
                                clock.now()),
                            RowJson.list(row.getString("exceptions"), Exceptions.Asked.class),
                            RowJson.list(row.getString("team"), Colleague.class),
                            RowJson.list(row.getString("waiting"), OpenMatter.class)))
                .one());
  }

  /** Active colleagues in the reader's team, without the reader. */
  public List<Colleague> team(Staff reader) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select id, full_name from identity_staff
                     where team_id = cast(:team as bigint) and active and id <> :staff order by full_name, id
                    """)
                .bind("team", reader.teamId())
                .bind("staff", reader.id())
                .map(ConstructorMapper.of(Colleague.class))
                .list());
  }

  private static <T> T one(String json, Class<T> type) {
    return json == null ? null : RowJson.read(json, type);
  }

  private static final String SQL =
      """
      with mine as materialized %1$s, noted as materialized (
        select n.* from contact_note n where n.identity_id in (select identity_id from mine) and n.occurred_at >= :from
      )
      select (select jsonb_agg(d order by d.saved_at desc, d.id desc) from (
                select d.id, d.party_id, d.version, d.begun_at, d.saved_at, d.fields from contact_draft d
                 where d.staff_id = :staff and %3$s = :party) d) as drafts,
             (select count(distinct d.party_id) from contact_draft d where d.staff_id = :staff and %3$s <> :party) as elsewhere,
             (select to_jsonb(x) from (
                select n.experience, n.occurred_at, s.full_name as by_name
                  from contact_note n join identity_staff s on s.id = n.staff_id
                 where n.identity_id in (select identity_id from mine) and n.experience <> 'NOT_ASKED'
                 order by n.occurred_at desc, n.contact_id desc limit 1) x) as experience,
             (select to_jsonb(x) from (
                select n.preferred_channel as channel, n.occurred_at, s.full_name as by_name
                  from contact_note n join identity_staff s on s.id = n.staff_id
                 where n.identity_id in (select identity_id from mine) and n.preferred_channel is not null
                 order by n.occurred_at desc, n.contact_id desc limit 1) x) as preferred,
             (select jsonb_agg(x) from (
                select q.topic, n.contact_id, n.occurred_at, q.minutes
                  from noted n join contact_question q on q.contact_id = n.contact_id) x) as asked,
             (select value from contact_setting where name = 'repeat_days') as repeat_days,
             (select jsonb_agg(x order by x.id desc) from (
                %2$s where e.identity_id in (select identity_id from mine) order by e.id desc limit 5) x) as exceptions,
             (select jsonb_agg(x order by x.full_name, x.id) from (
                select id, full_name from identity_staff
                 where team_id = cast(:team as bigint) and active and id <> :staff) x) as team,
             (select jsonb_agg(x order by x.due_on nulls last, x.since, x.id) from (%4$s) x) as waiting
      """
          .formatted(Sight.IDENTITIES_OF_PARTY, Exceptions.ROW, Drafts.PARTY_NOW, OpenMatters.ROWS);
}
