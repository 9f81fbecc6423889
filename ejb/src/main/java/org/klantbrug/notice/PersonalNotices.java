package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.Noting;
import org.klantbrug.customer.PostalAddress;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * Customers whom no message may tell, or reach: their contact person is asked to, with the reason
 * and the words that were approved. Who says on which day and in which way they heard it makes a
 * notice of it like any other: the guards count it, and it stands in the timeline.
 */
@ApplicationScoped
public class PersonalNotices {
  /** The task of who tells a customer. */
  static final String TASK = "tellByPerson";

  /** So many can be told in one go. */
  private static final int MOST = 200;

  private static final String ROWS =
      """
      select n.id, g.merger_id, n.campaign_id, i.source_key as customer_key, n.because, n.state,
             (select min(a.named_day) from notice_account a where a.notice_id = n.id) as day, s.full_name as contact,
             n.written_at, n.sent_at, n.told_how, t.full_name as told_by, n.subject_line, n.body
        from notice_notice n join notice_campaign g on g.id = n.campaign_id
        join customer_identity i on i.id = n.identity_id join customer_company c on c.id = i.company_id
        join notice_contact k on k.id = n.contact_id join identity_staff s on s.id = k.staff_id
        left join identity_staff t on t.id = n.told_by
       where n.way = 'PERSON' and %s
      """
          .formatted(Sight.COMPANY_SEEN);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private StillRight right;

  /** For the container. */
  protected PersonalNotices() {}

  /** Works with these. */
  @Inject
  public PersonalNotices(
      Database database, BusinessClock clock, Audit audit, WorkItems workItems, StillRight right) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.right = right;
  }

  /**
   * A customer whom a person is to tell, or told.
   *
   * @param because why no message does, a code
   * @param state ASKED until he was told, then SENT; STOPPED if he need not be told so any more
   * @param day on which his first account goes over, as he is to hear it
   * @param body the words that were approved, as he would have read them
   */
  public record Asked(
      long id,
      long mergerId,
      long campaignId,
      String customerKey,
      String because,
      String state,
      LocalDate day,
      String contact,
      Instant writtenAt,
      Instant sentAt,
      Telling.How toldHow,
      String toldBy,
      String subjectLine,
      String body) {
    /** Whether somebody is still asked to tell him. */
    public boolean isOpen() {
      return state.equals("ASKED");
    }
  }

  /**
   * Customers of a merger whom a person is still to tell, in the order in which it was asked. It is
   * written down who looked.
   *
   * @param mine only those of whom this colleague is the contact person, or the deputy
   * @param after the last of the page before; 0 for the first page
   */
  public List<Asked> asked(long mergerId, boolean mine, long after, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var rows =
              sightOf(by)
                  .bindTo(
                      handle.createQuery(
                          ROWS
                              + " and g.merger_id = :merger and n.state = 'ASKED' and n.id > :after"
                              + " and (not :mine or :me in (k.staff_id, coalesce(k.deputy_id, 0))) order by n.id limit :most"))
                  .bind("merger", mergerId)
                  .bind("mine", mine)
                  .bind("me", by.id())
                  .bind("after", after)
                  .bind("most", most)
                  .map(ConstructorMapper.of(Asked.class))
                  .list();
          record(handle, by, "noticeCustomersListed", mergerId, "" + rows.size());
          return rows;
        });
  }

  /**
   * One of them, whether told or not: nobody reads as words to tell what is not so any more. It is
   * written down who looked.
   *
   * @throws RuleBroken {@code notice.not-personal}: there is none
   */
  public Asked open(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var found = find(handle, id, by).orElseThrow(() -> new RuleBroken("notice.not-personal"));
          if (isAsked(handle, id) && !stopWrong(handle, found.mergerId(), List.of(id)).isEmpty()) {
            found = find(handle, id, by).orElseThrow();
          }
          record(handle, by, "noticePersonalOpened", found.mergerId(), ReturnedNotices.number(id));
          return found;
        });
  }

  /** Held, so that nobody says meanwhile that he told it. */
  private static boolean isAsked(Handle handle, long id) {
    return NoticeRows.hold(handle, id).filter(each -> each.state().equals("ASKED")).isPresent();
  }

  private Optional<Asked> find(Handle handle, long id, Staff by) {
    return sightOf(by)
        .bindTo(handle.createQuery(ROWS + " and n.id = :id"))
        .bind("id", id)
        .map(ConstructorMapper.of(Asked.class))
        .findOne();
  }

  /** Asks the contact person of the customer, in the caller's transaction. */
  void ask(long id, NoticeRows.New notice) {
    var item =
        new WorkItem(
            TASK,
            null,
            null,
            ReturnedNotices.SUBJECT,
            id,
            ReturnedNotices.number(id),
            "contactPerson",
            null,
            List.of("told"),
            null,
            clock.now());
    item.inHandsOf(notice.customer().contactStaff());
    workItems.open(item);
  }

  /**
   * It is answered by saying when and how he heard it, never by the answer alone: the notice would
   * know nothing of it.
   */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (TASK.equals(answer.item().kind())) {
      throw new RuleBroken("notice.told-on-its-page");
    }
  }

  /**
   * Customers of these notices were told: each is kept as proof, and stands in the timeline.
   *
   * @throws RuleBroken {@code notice.told-*}: nobody is chosen or too many are, something is
   *     missing, the day is before the message was released, somebody said it already, or what a
   *     customer heard is not so any more: then nobody counts as told, and it is asked anew
   */
  public void told(long mergerId, Collection<Long> notices, Telling telling, Staff by) {
    var said = telling.checked(clock.today());
    var wanted = new TreeSet<>(notices);
    if (wanted.isEmpty() || wanted.size() > MOST) {
      throw new RuleBroken("notice.told-whom", MOST);
    }
    var wrong =
        database.inTransaction(
            handle -> {
              var asked = wanted.stream().map(id -> held(handle, mergerId, id, by)).toList();
              var stopped = stopWrong(handle, mergerId, List.copyOf(wanted));
              if (stopped.isEmpty()) {
                asked.forEach(notice -> told(handle, notice, said, by));
              }
              return stopped;
            });
    if (!wrong.isEmpty()) {
      throw new RuleBroken(
          "notice.told-changed",
          wrong.stream().sorted().map(ReturnedNotices::number).collect(Collectors.joining(", ")));
    }
  }

  private Notice held(Handle handle, long mergerId, long id, Staff by) {
    return NoticeRows.hold(handle, id)
        .filter(each -> each.mergerId() == mergerId)
        .filter(each -> find(handle, id, by).filter(Asked::isOpen).isPresent())
        .orElseThrow(() -> new RuleBroken("notice.told-already", ReturnedNotices.number(id)));
  }

  private void told(Handle handle, Notice notice, Telling said, Staff by) {
    var id = notice.id();
    refuseBeforeRelease(handle, notice, said.on());
    var at = said.on().equals(clock.today()) ? clock.now() : noon(said.on());
    handle
        .createUpdate(
            """
            update notice_notice set state = 'SENT', sent_at = :at, told_how = :how, told_by = :by, version = version + 1
             where id = :id""")
        .bind("at", at)
        .bind("how", said.how())
        .bind("by", by.id())
        .bind("id", id)
        .execute();
    NoticeRows.toldOfDebit(handle, List.of(id), at);
    NoticeRows.note(handle, List.of(id), "TOLD", by.id(), said.words(), clock.now());
    Noting.outgoing(
        handle, notice.identityId(), said.how().name(), notice.subjectLine(), said.words(), at, by);
    workItems.happened(ReturnedNotices.SUBJECT, id, TASK, by, "told");
    record(handle, by, "noticeTold", notice.mergerId(), ReturnedNotices.number(id));
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(BusinessClock.ZONE).toInstant();
  }

  /** Nobody could tell what was not approved yet. */
  private static void refuseBeforeRelease(Handle handle, Notice notice, LocalDate on) {
    var released = CampaignRows.read(handle, notice.campaignId()).releasedAt();
    if (on.isBefore(released.atZone(BusinessClock.ZONE).toLocalDate())) {
      throw new RuleBroken("notice.told-early");
    }
  }

  /**
   * Nobody is asked any more to tell what is not so any more, or what a message can tell now: it is
   * written anew.
   */
  void stopWrong(Handle handle, Campaign campaign) {
    var asked =
        handle
            .createQuery(
                "select id from notice_notice where campaign_id = :campaign and state = 'ASKED' order by id for update")
            .bind("campaign", campaign.id())
            .mapTo(Long.class)
            .list();
    if (!asked.isEmpty()) {
      stopWrong(handle, campaign.mergerId(), asked);
      withdraw(reachable(handle, asked));
    }
  }

  private List<Long> stopWrong(Handle handle, long mergerId, List<Long> asked) {
    var wrong = right.stopWrong(handle, mergerId, asked);
    withdraw(wrong);
    return wrong;
  }

  private void withdraw(List<Long> stopped) {
    stopped.forEach(id -> workItems.withdraw(ReturnedNotices.SUBJECT, id));
  }

  private List<Long> reachable(Handle handle, List<Long> asked) {
    var stopped =
        Sight.ofEverything(clock.today())
            .bindTo(
                handle.createQuery(
                    """
                    with h as materialized (
                      select n.id, n.person_id, n.identity_id, array_agg(distinct o.identity_id) || n.identity_id as identities
                        from notice_notice n join notice_account a on a.notice_id = n.id join wave_member m on m.id = a.member_id
                        join wave_member o on o.merger_id = m.merger_id and o.person_id = n.person_id
                       where n.id = any(:asked) group by n.id)
                    update notice_notice n set state = 'STOPPED', version = n.version + 1
                      from h join customer_identity i on i.id = h.identity_id
                     where n.id = h.id and n.state = 'ASKED'
                       and case when n.because in ('NO_ADDRESS', 'UNSENDABLE')
                                then %s is not null or n.because = 'NO_ADDRESS' and %s
                                else %s is null end
                    returning n.id"""
                        .formatted(
                            PostalAddress.SQL, NoticePersons.HAS_MAIL, NoticePersons.CIRCUMSTANCE)))
            .bindArray("asked", Long.class, asked)
            .mapTo(Long.class)
            .list();
    NoticeRows.note(handle, stopped, "STOPPED", null, null, clock.now());
    return stopped;
  }

  private Sight sightOf(Staff by) {
    return new Sight(clock.today(), by.cleanTeam());
  }

  private void record(Handle handle, Staff by, String action, long mergerId, String what) {
    audit.record(handle, by.id(), by.login(), action, "merger", mergerId, what);
  }
}
