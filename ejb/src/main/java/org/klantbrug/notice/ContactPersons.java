package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The people who answer questions of customers who go over, and whose customers are whose. */
@ApplicationScoped
public class ContactPersons {
  private static final int LONGEST_PHONE = 40;
  private static final int MOST = 100_000;

  /** SQL: contact person {@code c}, who is {@code s}, takes customers; needs {@code :today}. */
  static final String ACTIVE = "(s.active and (c.until_day is null or c.until_day >= :today))";

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ContactPersons() {}

  /** Works with these. */
  @Inject
  public ContactPersons(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** Those of a merger by name, who takes customers first. */
  public List<ContactPerson> of(long mergerId) {
    return database.with(handle -> of(handle, mergerId));
  }

  private List<ContactPerson> of(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select c.id, c.staff_id, s.full_name as name, c.deputy_id, d.full_name as deputy, c.dialled as phone, c.most, c.until_day,
                   coalesce(l.accounts, 0) as accounts, %s as active, c.version
              from notice_contact c
              join identity_staff s on s.id = c.staff_id
              left join identity_staff d on d.id = c.deputy_id
              left join (select a.contact_id, count(*) as accounts
                           from notice_assigned a
                           join wave_member m on m.merger_id = a.merger_id and m.person_id = a.person_id and m.state <> 'GONE'
                          where a.merger_id = :merger group by a.contact_id) l on l.contact_id = c.id
             where c.merger_id = :merger order by active desc, name, c.id"""
                .formatted(ACTIVE))
        .bind("merger", mergerId)
        .bind("today", clock.today())
        .map(ConstructorMapper.of(ContactPerson.class))
        .list();
  }

  /**
   * A colleague who can be one.
   *
   * @param phone by which this company's contact persons are known with the same address; may be
   *     null
   */
  public record Colleague(long id, String name, String phone) {}

  /** Colleagues who can be one, by name. */
  public List<Colleague> colleagues(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id, s.full_name as name,
                           (select k.phone from merger_contact k where k.merger_id = :merger and k.phone <> ''
                               and lower(k.email) = lower(s.email) order by k.id limit 1) as phone
                      from identity_staff s where s.active order by s.full_name, s.id""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Colleague.class))
                .list());
  }

  /**
   * Keeps one, new or changed, and shares out the customers again.
   *
   * @throws RuleBroken {@code notice.contact-*}: something makes no sense, he is one already, or a
   *     colleague changed him meanwhile
   */
  public void keep(long mergerId, ContactPerson wanted, Staff by) {
    refuseNonsense(wanted);
    database.inTransaction(
        handle -> {
          var kept =
              handle
                  .createUpdate(wanted.id() == null ? ADD : CHANGE)
                  .bind("merger", mergerId)
                  .bind("id", wanted.id())
                  .bind("staff", wanted.staffId())
                  .bind("deputy", wanted.deputyId())
                  .bind("phone", wanted.phone().strip())
                  .bind("most", wanted.most())
                  .bind("until", wanted.untilDay())
                  .bind("version", wanted.version())
                  .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                  .execute();
          if (kept == 0) {
            throw new RuleBroken(
                wanted.id() == null ? "notice.contact-already" : "notice.contact-changed");
          }
          assign(handle, mergerId);
          CampaignRows.lookAgain(handle, mergerId);
          audit.record(handle, by.id(), by.login(), "noticeContactKept", "merger", mergerId, null);
          return null;
        });
  }

  private static final String ADD =
      """
      insert into notice_contact (merger_id, staff_id, deputy_id, dialled, most, until_day)
      select :merger, s.id, cast(:deputy as bigint), :phone, :most, cast(:until as date)
        from identity_staff s where s.id = :staff
      on conflict (merger_id, staff_id) do nothing
      """;
  private static final String CHANGE =
      """
      update notice_contact set deputy_id = cast(:deputy as bigint), dialled = :phone, most = :most,
             until_day = cast(:until as date), version = version + 1
       where id = :id and merger_id = :merger and version = :version
      """;

  private static void refuseNonsense(ContactPerson wanted) {
    var phone = wanted.phone() == null ? "" : wanted.phone().strip();
    if (phone.isEmpty() || phone.length() > LONGEST_PHONE || phone.matches(".*\\p{Cntrl}.*")) {
      throw new RuleBroken("notice.contact-phone");
    }
    if (wanted.most() < 0 || wanted.most() > MOST) {
      throw new RuleBroken("notice.contact-most", MOST);
    }
    if (wanted.deputyId() != null && wanted.deputyId() == wanted.staffId()) {
      throw new RuleBroken("notice.contact-own-deputy");
    }
  }

  /** Whether nobody takes customers of a merger. */
  boolean none(Handle handle, long mergerId) {
    return of(handle, mergerId).stream().noneMatch(ContactPerson::active);
  }

  /** Shares out the customers of a merger, as somebody asked for it. */
  public void assign(long mergerId, Staff by) {
    database.inTransaction(
        handle -> {
          assign(handle, mergerId);
          CampaignRows.lookAgain(handle, mergerId);
          audit.record(handle, by.id(), by.login(), "noticeAssigned", "merger", mergerId, null);
          return null;
        });
  }

  /**
   * Gives each customer who has none, or whose contact person left or has too many, another one
   * with room; who has one keeps him.
   */
  void assign(Handle handle, long mergerId) {
    handle
        .createQuery(
            "select id from notice_contact where merger_id = :merger order by id for update")
        .bind("merger", mergerId)
        .mapTo(Long.class)
        .list();
    var sharing = new Sharing(of(handle, mergerId));
    unplaced(handle, mergerId).forEach(sharing::place);
    put(handle, mergerId, sharing);
  }

  private List<Sharing.Customer> unplaced(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select person_id, accounts, case when active then contact_id end as contact_id from (
              select m.person_id, m.accounts, a.contact_id, %s as active, c.most,
                     sum(m.accounts) over (partition by a.contact_id order by a.assigned_at, m.person_id) as upto
                from (select person_id, count(*) as accounts from wave_member
                       where merger_id = :merger and state <> 'GONE' group by person_id) m
                left join notice_assigned a on a.merger_id = :merger and a.person_id = m.person_id
                left join notice_contact c on c.id = a.contact_id
                left join identity_staff s on s.id = c.staff_id) p
             where contact_id is null or not active or upto > most order by person_id"""
                .formatted(ACTIVE))
        .bind("merger", mergerId)
        .bind("today", clock.today())
        .map(
            (row, context) ->
                new Sharing.Customer(row.getLong(1), row.getInt(2), row.getObject(3, Long.class)))
        .list();
  }

  private void put(Handle handle, long mergerId, Sharing sharing) {
    handle
        .createUpdate(
            """
            insert into notice_assigned (merger_id, person_id, contact_id, assigned_at)
            select :merger, p.person, p.contact, :now from unnest(:persons, :contacts) as p (person, contact)
            on conflict (merger_id, person_id) do update set contact_id = excluded.contact_id, assigned_at = excluded.assigned_at""")
        .bind("merger", mergerId)
        .bind("now", clock.now())
        .bindArray("persons", Long.class, sharing.persons())
        .bindArray("contacts", Long.class, sharing.contacts())
        .execute();
    handle
        .createUpdate(
            "update notice_assigned set contact_id = null where merger_id = :merger and person_id = any(:left)")
        .bind("merger", mergerId)
        .bindArray("left", Long.class, sharing.left())
        .execute();
  }
}
