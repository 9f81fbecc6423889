package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.wave.Waves;

/**
 * Who gets a campaign, why, and by which way. A customer is a person with all his accounts, known
 * as in the waves. Everything is looked at when it is sent: the relevance of a message is checked
 * for each customer right then.
 */
@ApplicationScoped
public class NoticeReach {
  /** SQL: the postal address of {@code a} in lines. */
  private static final String LINES =
      "concat_ws(E'\\n', coalesce(nullif(a.address_line, ''), nullif(concat_ws(' ', a.street, concat(a.house_number,"
          + " a.house_number_addition)), '')), nullif(concat_ws('  ', a.postcode, a.city), ''), nullif(a.country, 'NL'))";

  /** SQL: {@code a} is enough for the post. */
  private static final String WHOLE =
      "(coalesce(a.address_line, '') <> '' or coalesce(a.street, '') <> '' and coalesce(a.house_number, '') <> '')"
          + " and coalesce(a.postcode, '') <> '' and coalesce(a.city, '') <> ''";

  /** SQL: name and postal address of identity {@code i} in lines, null if it is not whole. */
  static final String POSTAL =
      """
      (select case when %s then concat_ws(E'\\n', %s, %s) end
         from (select i.address_line, i.street, i.house_number, i.house_number_addition, i.postcode, i.city, i.country, 2 as place
               union all
               select p.address_line, p.street, p.house_number, p.house_number_addition, p.postcode, p.city, p.country, 1
                 from customer_party_link l join customer_party p on p.id = l.party_id and p.set_by_hand
                where l.identity_id = i.id and %s
               order by place limit 1) a)"""
          .formatted(WHOLE, CustomerName.sql("i"), LINES, Sight.LINK_COUNTS);

  /** SQL: he said last, to either company, that he likes letters. */
  private static final String LIKES_LETTERS =
      "'LETTER' in (coalesce((select n.preferred_channel from contact_note n where n.identity_id = any(h.identities)"
          + " and n.preferred_channel is not null order by n.occurred_at desc, n.contact_id desc limit 1),"
          + " i.preferred_channel, ''), coalesce(f.preferred_channel, ''))";

  /** SQL: the day that the last notice of member {@code m} named. */
  static final String NAMED =
      "(select a.named_day from notice_account a join notice_notice n on n.id = a.notice_id"
          + " where a.member_id = m.id and n.state in ('WAITING', 'SENT') order by n.id desc limit 1)";

  /** SQL: of person {@code h} nothing is left. */
  static final String ERASED =
      "exists (select from customer_erased e where e.identity_id = any(h.identities))";

  /** SQL: a person tells {@code h}, no message does. */
  static final String SPECIAL =
      """
      exists (select from customer_identity o where o.id = any(h.identities || h.person_id)
                 and o.circumstance in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR')
              union all
              select from customer_party o where o.founder_id = h.person_id
                 and o.circumstance in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR'))""";

  private static final String PERSONS =
      """
      with chosen as (%s), account as materialized (
        select m.id, m.person_id, m.identity_id, m.account_key, m.by_debit, m.state, w.day,
               m.state in ('PLANNED', 'MOVED', 'RELEASED') and w.state in ('PLANNED', 'RELEASED') and w.day > :today as goes,
               m.state not in ('GONE', 'PLANNED', 'MOVED', 'HELD') and (m.state <> 'RELEASED' or w.day <= :today) as is_over,
               :correction or w.id = any(:sending) as is_now, not :correction and w.id = any(:late) as is_late
          from chosen join wave_member m on m.merger_id = :merger and m.person_id = chosen.person_id
          left join wave_wave w on w.id = m.wave_id
      ), person as materialized (
        select person_id, array_agg(distinct identity_id) as identities,
               coalesce((array_agg(identity_id order by day, id) filter (where goes))[1], min(identity_id)) as identity_id,
               array_agg(id order by day, id) filter (where goes) as members,
               array_agg(account_key order by day, id) filter (where goes) as accounts,
               array_agg(cast(day as text) order by day, id) filter (where goes) as days,
               coalesce(bool_or(by_debit) filter (where goes), false) as by_debit, bool_and(state = 'GONE') as all_gone,
               coalesce(bool_or(goes), false) as any_goes, bool_or(is_over) as any_over, bool_or(state = 'HELD') as any_held,
               coalesce(bool_or(goes and is_now), false) as any_now, coalesce(bool_or(goes and is_late), false) as any_late
          from account group by person_id
      ), looked as (
        select h.*, i.source_key as customer_key, %s as name, i.label, d.ours, c.id as contact_id, c.staff_id as contact_staff,
               cs.full_name as contact, c.dialled as phone, %s as postal, nullif(coalesce(%s, %s), '') as email, %s as likes_letters,
               case when i.extra->>'language' ilike 'en%%' or coalesce(i.country, 'NL') not in ('NL', 'BE', 'SR', '') then 'en' else 'nl' end
                 as language,
               %s as erased,
               exists (select from notice_notice n join notice_campaign k on k.id = n.campaign_id
                        where n.person_id = h.person_id and not :correction and n.state <> 'STOPPED'
                          and k.merger_id = :merger and k.kind = 'ANNOUNCEMENT') as told,
               %s as special,
               %s as objected
          from person h
          join customer_identity i on i.id = h.identity_id
          join customer_identity f on f.id = h.person_id
          join customer_company d on d.id = f.company_id
          left join notice_assigned g on g.merger_id = :merger and g.person_id = h.person_id
          left join notice_contact c on c.id = g.contact_id
          left join identity_staff cs on cs.id = c.staff_id
      ), standing as (
        select l.*, email ~ '^[^\\s,;<>()"]+@[^\\s,;<>()"@]+\\.[^\\s,;<>()"@.]+$' as has_mail from looked l
      )
      select person_id, identity_id, customer_key, name, label, ours as both, language, members, accounts, days, by_debit,
             contact_id, contact_staff, contact, phone, email, postal,
             case when all_gone or erased then 'LEFT' when told then 'TOLD'
                  when not any_goes and any_over then 'OVER' when not any_goes and any_held then 'HELD'
                  when not any_goes then 'NO_WAVE' when objected then 'OBJECTED' when special then 'BY_PERSON'
                  when any_late then 'LATE' when not any_now then 'LATER' when contact_id is null then 'NO_CONTACT'
                  when has_mail and not likes_letters then 'EMAIL' when postal is not null then 'LETTER'
                  when has_mail then 'EMAIL' else 'NO_ADDRESS' end as standing
        from standing
      """;

  private static final String ALL_PERSONS =
      "select distinct person_id from wave_member where merger_id = :merger and person_id > :after order by person_id limit :most";

  /** Whose letter named another day than the wave has, of customers who still go over. */
  private static final String DUE_CORRECTION =
      """
      select distinct m.person_id from wave_member m join wave_wave w on w.id = m.wave_id
       where m.merger_id = :merger and m.person_id > :after and m.state in ('PLANNED', 'MOVED', 'RELEASED') and w.day > :today
         and w.day <> %s order by m.person_id limit :most"""
          .formatted(NAMED);

  private BusinessClock clock;
  private Waves waves;
  private String objected;

  /** For the container. */
  protected NoticeReach() {}

  /** Works with these, and with what other contexts know. */
  @Inject
  public NoticeReach(BusinessClock clock, Waves waves, Instance<Untold> untold) {
    this(clock, waves, (Iterable<Untold>) untold);
  }

  NoticeReach(BusinessClock clock, Waves waves, Iterable<Untold> untold) {
    this.clock = clock;
    this.waves = waves;
    this.objected =
        StreamSupport.stream(untold.spliterator(), false)
            .map(each -> "h.identities && array(" + each.identities() + ")")
            .collect(Collectors.joining(" or ", "(false or ", ")"))
            .replace("(false or )", "false");
  }

  /**
   * A customer.
   *
   * @param personId as in the waves
   * @param identityId as the acquired company knows him; of his first account that goes
   * @param both whether he is a customer of ours too
   * @param members keys of his accounts that go; null if none does
   * @param days on which they go, in the same order
   * @param byDebit whether something of his is debited
   * @param email null if none is known
   * @param postal his postal address in lines; null if it is not whole
   */
  public record Customer(
      long personId,
      long identityId,
      String customerKey,
      String name,
      String label,
      boolean both,
      String language,
      List<Long> members,
      List<String> accounts,
      List<String> days,
      boolean byDebit,
      Long contactId,
      Long contactStaff,
      String contact,
      String phone,
      String email,
      String postal,
      Standing standing) {
    /** The days on which his accounts go over. */
    public List<LocalDate> goes() {
      return days == null ? List.of() : days.stream().map(LocalDate::parse).toList();
    }
  }

  /** So many customers stand so. */
  public record Count(Standing standing, int customers) {}

  /** Customers whose letter named another day than their wave has. */
  int correctionsDue(Handle handle, long mergerId) {
    return handle
        .createQuery("select count(*) from (" + DUE_CORRECTION + ") d")
        .bind("merger", mergerId)
        .bind("today", clock.today())
        .bind("after", 0)
        .bind("most", Integer.MAX_VALUE)
        .mapTo(Integer.class)
        .one();
  }

  /** How customers stand with a campaign, in the order of {@link Standing}. */
  List<Count> counts(Handle handle, Campaign campaign) {
    return bind(
            handle.createQuery(
                "select standing, count(*) as customers from ("
                    + sql(campaign)
                    + ") c group by standing"),
            campaign,
            0,
            Integer.MAX_VALUE)
        .map(ConstructorMapper.of(Count.class))
        .stream()
        .sorted((one, other) -> one.standing().compareTo(other.standing()))
        .toList();
  }

  /** Customers behind one, in the order of their keys. */
  List<Customer> page(Handle handle, Campaign campaign, long after, int most) {
    return bind(handle.createQuery(sql(campaign) + " order by person_id"), campaign, after, most)
        .map(ConstructorMapper.of(Customer.class))
        .list();
  }

  /** Customers behind one who stand so. */
  List<Customer> standing(Handle handle, Campaign campaign, Standing wanted, long after, int most) {
    return bind(
            handle.createQuery(
                "select * from ("
                    + sql(campaign)
                    + ") c where standing = :standing order by person_id limit :shown"),
            campaign,
            after,
            Integer.MAX_VALUE)
        .bind("standing", wanted)
        .bind("shown", most)
        .map(ConstructorMapper.of(Customer.class))
        .list();
  }

  private String sql(Campaign campaign) {
    return PERSONS.formatted(
        campaign.kind() == Campaign.Kind.CORRECTION ? DUE_CORRECTION : ALL_PERSONS,
        CustomerName.sql("i"),
        POSTAL,
        EmailAddresses.sql("h.identity_id"),
        EmailAddresses.sql("h.person_id"),
        LIKES_LETTERS,
        ERASED,
        SPECIAL,
        objected);
  }

  private Query bind(Query query, Campaign campaign, long after, int most) {
    var setting = NoticeSettings.read(query.getHandle(), campaign.mergerId());
    var sorted = sortWaves(campaign.mergerId(), setting.daysBefore());
    return Sight.ofEverything(clock.today())
        .bindTo(query)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("merger", campaign.mergerId())
        .bind("correction", campaign.kind() == Campaign.Kind.CORRECTION)
        .bindArray("sending", Long.class, sorted.now())
        .bindArray("late", Long.class, sorted.late())
        .bind("after", after)
        .bind("most", most);
  }

  /** Waves whose customers are told now, and those for which it is too late. */
  private record Sorted(List<Long> now, List<Long> late) {}

  private Sorted sortWaves(long mergerId, int daysBefore) {
    var today = clock.today();
    var all = waves.of(mergerId).stream().filter(wave -> wave.day().isAfter(today)).toList();
    var told = waves.notices(mergerId, all);
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    for (var i = 0; i < all.size(); i++) {
      var sendBy = told.get(i).sendBy();
      if (sendBy.isBefore(today)) {
        sorted.late().add(all.get(i).id());
      } else if (!sendBy.minusDays(daysBefore).isAfter(today)) {
        sorted.now().add(all.get(i).id());
      }
    }
    return sorted;
  }

  /** SQL: person {@code h} is not to be told, as another context knows. */
  String objected() {
    return objected;
  }

  /** Waves whose customers cannot be told in time any more. */
  List<Long> lateWaves(long mergerId) {
    return sortWaves(mergerId, 0).late();
  }
}
