package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Fields;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Who gets a campaign, how far it is, and what a customer was told. */
@ApplicationScoped
public class NoticeView {
  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private NoticeReach reach;
  private NoticeWriting writing;

  /** For the container. */
  protected NoticeView() {}

  /** Works with these. */
  @Inject
  public NoticeView(
      Database database,
      BusinessClock clock,
      Audit audit,
      NoticeReach reach,
      NoticeWriting writing) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.reach = reach;
    this.writing = writing;
  }

  /**
   * Customers who stand so.
   *
   * @param after the last customer of the page before; 0 for the first page
   */
  public List<NoticeReach.Customer> customers(
      Campaign campaign, Standing standing, long after, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var rows = reach.standing(handle, campaign, standing, after, most);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "noticeCustomersListed",
              "merger",
              campaign.mergerId(),
              "" + rows.size());
          return rows;
        });
  }

  /** Number, at the acquired company, of the customer whom a notice is for. */
  public String addressee(long noticeId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select i.source_key from notice_notice n join customer_identity i on i.id = n.identity_id where n.id = :id")
                .bind("id", noticeId)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  /**
   * How far a campaign is.
   *
   * @param mails and letters that are to be sent or were
   * @param waiting that were not handed over yet
   * @param returned that came back
   * @param unprinted letters that are in no batch yet
   * @param persons whom a person tells, or told
   * @param asked whom a person is still to tell
   */
  public record Progress(
      long mails,
      long letters,
      long waiting,
      long sent,
      long returned,
      long stopped,
      long unprinted,
      long persons,
      long asked) {}

  /** How far a campaign is. */
  public Progress progress(long campaignId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) filter (where way = 'EMAIL') as mails, count(*) filter (where way = 'LETTER') as letters,
                           count(*) filter (where state = 'WAITING') as waiting, count(*) filter (where state = 'SENT') as sent,
                           count(*) filter (where state = 'RETURNED') as returned, count(*) filter (where state = 'STOPPED') as stopped,
                           count(*) filter (where way = 'LETTER' and state = 'WAITING' and batch_id is null) as unprinted,
                           count(*) filter (where way = 'PERSON') as persons, count(*) filter (where state = 'ASKED') as asked
                      from notice_notice where campaign_id = :campaign""")
                .bind("campaign", campaignId)
                .map(ConstructorMapper.of(Progress.class))
                .one());
  }

  /**
   * The words as a customer would read them.
   *
   * @param name of the customer for whom it is filled in
   * @param address his postal address in lines; null if it is not whole
   */
  public record Example(
      String name, String address, String language, String subjectLine, String body) {}

  /**
   * Fills in words for a made-up customer: whoever looks at them learns nothing of a real one, and
   * can do nothing in his name. What changes is what finance confirmed of the first label.
   *
   * @throws org.klantbrug.shared.RuleBroken {@code outbound.text-*}: a field has no value; it names
   *     the field
   */
  public Example example(Campaign campaign, NoticeText text) {
    return database.with(
        handle -> {
          var customer = madeUp(SaidChanges.first(handle, campaign.mergerId()).orElse(null));
          var values = writing.filled(campaign, customer, text, writing.words(handle, campaign));
          return new Example(
              customer.name(),
              customer.postal(),
              text.language(),
              Fields.fill(text.subjectLine(), values),
              Fields.fill(text.body(), values));
        });
  }

  /** Whether finance confirmed of any label what changes; else previews say that nothing does. */
  public boolean isConfirmed(long mergerId) {
    return database.with(handle -> SaidChanges.first(handle, mergerId)).isPresent();
  }

  /** Of nobody: the link in his notice opens nothing. */
  private NoticeReach.Customer madeUp(Long sheet) {
    return new NoticeReach.Customer(
        0,
        0,
        "10001",
        "M. Voorbeeld",
        sheet,
        false,
        "nl",
        List.of(),
        List.of("10001"),
        List.of(clock.today().plusMonths(2).toString()),
        true,
        false,
        null,
        null,
        null,
        "L. Voorbeeld",
        "000 000 00 00",
        null,
        "M. Voorbeeld\nVoorbeeldstraat 1\n1234 AB  Voorbeeldstad",
        null,
        Standing.LATER);
  }

  /**
   * What a customer was told, and who answers his questions.
   *
   * @param day on which his first account goes over; null if nobody knows yet
   * @param contact null if nobody is named
   */
  public record OfCustomer(
      String merger, LocalDate day, String contact, String deputy, String phone, List<Told> told) {}

  /**
   * A notice that a customer got, or is to get.
   *
   * @param text the version of the words
   * @param address as it was used
   */
  public record Told(
      long id,
      String campaign,
      String kind,
      int text,
      String way,
      String address,
      String subjectLine,
      String body,
      String state,
      Instant writtenAt,
      Instant sentAt,
      LocalDate namedDay) {}

  /** What a customer was told of his going over; empty for who does not go. */
  public Optional<OfCustomer> ofCustomer(long partyId, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        """
                        select m.merger_id, g.name as merger, m.person_id, min(w.day) as day
                          from wave_member m
                          join merger_merger g on g.id = m.merger_id
                          left join wave_wave w on w.id = m.wave_id
                         where m.identity_id in %s and m.state <> 'GONE'
                         group by m.merger_id, g.name, m.person_id order by m.merger_id desc limit 1"""
                            .formatted(Sight.IDENTITIES_OF_PARTY)))
                .bind("party", partyId)
                .mapToMap()
                .findOne()
                .map(row -> ofCustomer(handle, row)));
  }

  private static OfCustomer ofCustomer(Handle handle, Map<String, Object> row) {
    var contact =
        handle
            .createQuery(
                """
                select s.full_name as name, d.full_name as deputy, c.dialled as phone
                  from notice_assigned a join notice_contact c on c.id = a.contact_id join identity_staff s on s.id = c.staff_id
                  left join identity_staff d on d.id = c.deputy_id
                 where a.merger_id = :merger and a.person_id = :person""")
            .bind("merger", row.get("merger_id"))
            .bind("person", row.get("person_id"))
            .mapToMap()
            .findOne()
            .orElse(Map.of());
    var day = (java.sql.Date) row.get("day");
    return new OfCustomer(
        (String) row.get("merger"),
        day == null ? null : day.toLocalDate(),
        (String) contact.get("name"),
        (String) contact.get("deputy"),
        (String) contact.get("phone"),
        told(handle, (Long) row.get("person_id"), (Long) row.get("merger_id")));
  }

  private static List<Told> told(Handle handle, long person, long merger) {
    return handle
        .createQuery(
            """
            select n.id, c.name as campaign, c.kind, t.words_no as text, n.way, n.address, n.subject_line, n.body, n.state,
                   n.written_at, n.sent_at, (select min(a.named_day) from notice_account a where a.notice_id = n.id) as named_day
              from notice_notice n join notice_campaign c on c.id = n.campaign_id join notice_text t on t.id = n.text_id
             where n.person_id = :person and c.merger_id = :merger order by n.id desc""")
        .bind("person", person)
        .bind("merger", merger)
        .map(ConstructorMapper.of(Told.class))
        .list();
  }
}
