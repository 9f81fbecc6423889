package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
   * @param blocks what he is not to be offered
   * @param offers what could help him, also what is blocked
   * @param brands under which he is served, as far as a merger says so
   */
  public record Head(
      List<Drafts.Draft> drafts,
      long elsewhere,
      Experience experience,
      Preferred preferred,
      List<RepeatContact> repeats,
      List<Exceptions.Asked> exceptions,
      List<Colleague> team,
      List<OpenMatter> waiting,
      List<Blocked> blocks,
      List<Helping> offers,
      List<Brand> brands) {}

  /**
   * A product that he is not to be offered, as he complained about it.
   *
   * @param complaintId null if the complaint is not handled here
   * @param complaint its number
   * @param until last day; null while the complaint is open, or until a person lifts it
   */
  public record Blocked(
      long id, String product, Long complaintId, String complaint, LocalDate until, int version) {}

  /**
   * What could help him, by topics he asked about before.
   *
   * @param product what would be offered
   * @param answer what he said to it last: YES, NO or LATER; null if he was never asked
   */
  public record Helping(
      long id,
      String topic,
      String product,
      String textNl,
      String textEn,
      String answer,
      Instant answeredAt,
      String answeredBy) {}

  /**
   * The brand under which a company serves him, and what a merger changes of it. What nobody filled
   * in is null: it stays as it is. Of a label of which nothing is said, it is what is said of the
   * company.
   *
   * @param company name of the company
   */
  public record Brand(
      String company,
      String name,
      String brandPromise,
      String newBrand,
      String newCreditorId,
      String newIban,
      String termsChange,
      String priceChange,
      String billingDayChange,
      boolean newNumbers) {}

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
                            RowJson.list(row.getString("waiting"), OpenMatter.class),
                            RowJson.list(row.getString("blocks"), Blocked.class),
                            RowJson.list(row.getString("offers"), Helping.class),
                            RowJson.list(row.getString("brands"), Brand.class)))
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
             (select jsonb_agg(x order by x.due_on nulls last, x.since, x.id) from (%4$s) x) as waiting,
             (select jsonb_agg(x order by x.id) from (
                select b.id, b.product, k.id as complaint_id, b.complaint_number as complaint, b.until_day as until, b.version
                  from contact_offer_block b left join contact_complaint k on k.number = b.complaint_number
                 where b.identity_id in (select identity_id from mine) and b.ended_at is null
                   and (b.until_day is null or b.until_day >= :today)) x) as blocks,
             (select jsonb_agg(x order by x.id) from (
                select o.id, o.topic, o.product, o.text_nl, o.text_en, a.answer, a.at as answered_at, a.by_name as answered_by
                  from contact_offer o
                  left join lateral (
                    select a.answer, a.at, a.by_name from contact_offer_answer a
                     where a.offer_id = o.id and a.identity_id in (select identity_id from mine)
                     order by a.id desc limit 1) a on true
                 where exists (select from contact_note n join contact_question q on q.contact_id = n.contact_id
                                where n.identity_id in (select identity_id from mine) and q.topic = o.topic)
                    or o.words <> '' and exists (
                       select from contact_contact f, unnest(string_to_array(lower(o.words), ',')) w
                        where f.identity_id in (select identity_id from mine) and %5$s and btrim(w) <> ''
                          and position(btrim(w) in lower(concat_ws(' ', f.subject, f.sub_subject))) > 0)) x) as offers,
             (select jsonb_agg(distinct x) from (
                select c.name as company, coalesce(nullif(i.label, ''), b.name) as name, b.brand_promise, b.new_brand, b.new_creditor_id, b.new_iban, b.terms_change,
                       b.price_change, b.billing_day_change, b.new_numbers
                  from %6$s m
                  join customer_identity i on i.id = m.identity_id
                  join customer_company c on c.id = i.company_id
                  join contact_brand b on b.company_id = i.company_id
                 where lower(i.label) = lower(b.name)
                    or (b.only_one or lower(b.name) = lower(c.name))
                       and not exists (select from contact_brand o where o.company_id = i.company_id and lower(o.name) = lower(i.label))) x) as brands
      """
          .formatted(
              Sight.DESK_IDENTITIES_OF_PARTY,
              Exceptions.ROW,
              Drafts.PARTY_NOW,
              OpenMatters.rows("(select identity_id from mine)"),
              Sight.FACT_COUNTS,
              Sight.IDENTITIES_OF_PARTY);
}
