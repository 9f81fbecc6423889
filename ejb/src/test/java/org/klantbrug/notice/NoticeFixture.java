package org.klantbrug.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.GuardCheck;
import org.klantbrug.wave.GuardOfOthers;
import org.klantbrug.wave.WaveFacts;
import org.klantbrug.wave.WaveMoves;
import org.klantbrug.wave.WavePlans;
import org.klantbrug.wave.WaveSettings;
import org.klantbrug.wave.WaveTasks;
import org.klantbrug.wave.Waves;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * The small takeover, live and planned in waves: B1, who is a customer of ours too, is billed on
 * day 5, B2 on day 20. Work items and processes are noted.
 */
final class NoticeFixture implements AutoCloseable {
  static final String WORDS =
      "Beste {name},\n\nOp {date} neemt {acquirer} {acquired} over.\n{changes}\n{stays}\n{debit}\n\n{contact}, {phone}";

  final SmallTakeover takeover = SmallTakeover.live();
  final MadeUpMerger in = takeover.in;
  final BusinessClock clock = new BusinessClock();
  final Database database = in.byEachTheirOwn();
  final List<WorkItem> asked = Collections.synchronizedList(new ArrayList<>());
  final List<String> answered = Collections.synchronizedList(new ArrayList<>());
  final List<ObjectionLinks> objections = new ArrayList<>();
  final Audit audit = new Audit(database, clock);
  final WorkingCalendars calendars = new WorkingCalendars(database, audit, null);
  final WaveSettings waveSettings = new WaveSettings(database, calendars, clock, audit);
  final Waves waves = new Waves(database, waveSettings);
  final WorkItems workItems = new NotedWork();
  final WaveMoves moves =
      new WaveMoves(database, waveSettings, new WaveTasks(workItems, clock), clock, audit);
  final GuardCheck guards =
      new GuardCheck(
          waveSettings,
          new WaveFacts(database, in.rehearsal, new RunCutovers(database, in.transfer)),
          new WaveTasks(workItems, clock),
          clock,
          List.<GuardOfOthers>of(
              new ToldInTime(), new NothingReturned(), new HasContactPerson(), new ToldTheDay()));
  final MailSettings mail =
      new MailSettings(
          Map.of(
              "KLANTBRUG_SMTP_HOST", "127.0.0.1",
              "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl",
              "KLANTBRUG_PUBLIC_ADDRESS", "https://klant.example"));
  final NoticeSettings settings = new NoticeSettings(database, clock, audit);
  final NoticeTexts texts = new NoticeTexts(mail, objections);
  final ContactPersons contacts = new ContactPersons(database, clock, audit);
  final Campaigns campaigns =
      new Campaigns(database, clock, audit, new NotedCases(), workItems, texts, contacts);
  final Reading reading = new Reading(database, clock, campaigns);
  final NoticeReach reach = new NoticeReach(clock, waves, List.of());
  final StillRight right = new StillRight(clock, reach);
  final PrintBatches batches = new PrintBatches(database, clock, audit, right);
  final Messages messages = new Messages(database, clock, mail, new Heard<>(written -> {}));
  final PersonalNotices personal = new PersonalNotices(database, clock, audit, workItems, right);
  final NoticeWriting writing =
      new NoticeWriting(
          database,
          clock,
          reach,
          texts,
          mail,
          messages,
          new People(database),
          moves,
          batches,
          personal);
  final NoticeCounts counts = new NoticeCounts(database, clock, reach);
  final NoticeView view = new NoticeView(database, clock, audit, reach, writing);
  final ReturnedNotices returned = new ReturnedNotices(database, clock, audit, workItems, right);
  final NoticeMail mailed = new NoticeMail(clock, returned, right);
  final Staff editor = staff("editor", "editor");
  final Staff spokesperson = staff("woordvoerder", "spokesperson");
  final Staff legal = staff("jurist", "legal");
  final Staff contact = staff("contact", "contactPerson");
  final Staff lead =
      new Staff(
          in.operator,
          "operator",
          "operator",
          "nl",
          false,
          null,
          Set.of("migrationLead"),
          Set.of());

  NoticeFixture() {
    at(MadeUpMerger.T);
    new WavePlans(
            database,
            new WaveFacts(database, in.rehearsal, new RunCutovers(database, in.transfer)),
            waveSettings,
            guards,
            clock,
            audit)
        .plan(in.merger, lead);
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  void on(LocalDate day) {
    at(day.atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());
  }

  Staff staff(String login, String role) {
    var id =
        in.number(
            "with s as (insert into identity_staff (login, full_name) values ('%s', '%s') returning id), r as (insert into identity_staff_role (staff_id, role_code) select id, '%s' from s) select id from s"
                .formatted(login, login, role));
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of());
  }

  /** A contact person who takes so many accounts. */
  void contactPerson(Staff staff, int most) {
    contacts.keep(
        in.merger,
        new ContactPerson(
            null, staff.id(), null, null, null, "0318 555 000", most, null, 0, true, 0),
        lead);
  }

  /** The day of the wave of an account. */
  LocalDate day(String account) {
    return LocalDate.parse(
        in.text(
            "select cast(w.day as text) from wave_member m join wave_wave w on w.id = m.wave_id where m.account_key = '%s'"
                .formatted(account)));
  }

  /** The last day on which customers of the wave of an account are told. */
  LocalDate sendBy(String account) {
    return waves.of(in.merger).stream()
        .filter(wave -> wave.day().equals(day(account)))
        .map(wave -> waves.notices(in.merger, List.of(wave)).get(0).sendBy())
        .findFirst()
        .orElseThrow();
  }

  long begun(Kind kind) {
    return campaigns.begin(in.merger, kind, "Overgang naar ons", editor);
  }

  List<NoticeText> words(String body) {
    return List.of(
        NoticeText.typed("nl", Situation.THEIRS, "U gaat over op {date}", body),
        NoticeText.typed("nl", Situation.BOTH, "U bent al klant van {acquirer}", body));
  }

  int version(long campaign) {
    return campaigns.read(campaign).version();
  }

  /** Written, read by three and approved by two. */
  long approved(Kind kind) {
    return approved(kind, WORDS);
  }

  /** As {@link #approved(Kind)}, with these words. */
  long approved(Kind kind, String words) {
    var id = begun(kind);
    campaigns.write(id, version(id), words(words), editor);
    campaigns.offer(id, version(id), editor);
    for (var n = 1; n <= 3; n++) {
      reading.judge(id, 1, true, true, null, staff("lezer" + kind.ordinal() + n, "adviser"));
    }
    reading.approve(id, 1, Reading.Side.COMMUNICATION, true, null, spokesperson);
    reading.approve(id, 1, Reading.Side.LEGAL, true, null, legal);
    return id;
  }

  /** Approved and released, with somebody who answers. */
  long released() {
    contactPerson(contact, 100);
    var id = approved(Kind.ANNOUNCEMENT);
    campaigns.release(id, lead);
    return id;
  }

  void work() {
    while (writing.goOn()) {
      // the next part
    }
  }

  /** What a customer was told, as {@code way state}. */
  List<String> notices(String customer) {
    return in.texts(
        "select n.way || ' ' || n.state from notice_notice n join customer_identity i on i.id = n.identity_id where i.source_key = '%s' order by n.id"
            .formatted(customer));
  }

  /** Mail of this notice came back. */
  void bounced(long notice) {
    database.inTransaction(
        handle -> {
          returned.bounced(handle, notice, clock.now());
          return null;
        });
  }

  /** What B1 is in: died, hides his address; NONE for nothing. */
  void circumstance(String code) {
    in.sql(
        "update customer_identity set circumstance = %s where source_key = 'B1'"
            .formatted(code.equals("NONE") ? "null" : "'" + code + "'"));
  }

  /** B1 gets another account, in the wave of this one. */
  void joins(String account, String with) {
    in.sql(
        """
        insert into wave_member (merger_id, wave_id, identity_id, account_key, person_id, phase, billing_day, by_debit, label, state)
        select merger_id, wave_id, identity_id, '%s', person_id, phase, billing_day, by_debit, label, 'PLANNED'
          from wave_member where account_key = '%s'"""
            .formatted(account, with));
  }

  /** A sheet of label Zon, which is that of all accounts, says where customers pay from now on. */
  void sheet(int no, String iban, boolean confirmed) {
    in.sql("update wave_member set label = 'Zon'");
    in.sql(
        """
        with s as (insert into billing_sheet (merger_id, label, no, from_day, entered_by, entered_at, confirmed_by, confirmed_at)
          values (%d, 'zon', %d, '2026-06-01', %d, now(), %s, %s) returning id)
        insert into billing_change (sheet_id, subject, stays, old_value, new_value)
        select id, 'IBAN', false, 'NL00OUD', '%s' from s"""
            .formatted(
                in.merger,
                no,
                in.operator,
                confirmed ? in.finance : "null",
                confirmed ? "now()" : "null",
                iban));
  }

  /** So many customers stand so. */
  int standing(long campaign, Standing standing) {
    in.sql("update notice_counted set counted_at = null");
    counts.look();
    return counts.of(campaigns.read(campaign)).all().stream()
        .filter(each -> each.standing() == standing)
        .mapToInt(NoticeReach.Count::customers)
        .sum();
  }

  /** The next round. */
  void again() {
    in.sql("update notice_campaign set done_to = 0, looked_at = null");
    work();
  }

  /** All that waits was sent. */
  void sent() {
    in.sql("update notice_notice set state = 'SENT', sent_at = written_at where state = 'WAITING'");
  }

  /** What stops an account now. */
  List<String> stops(String account) {
    at(clock.now().plusSeconds(60));
    guards.check(in.merger, null);
    return in.texts(
        """
        select g.code from wave_guard_result g join wave_member m on m.id = g.member_id
         where m.account_key = '%s' and g.cleared_at is null and (g.code ~ '^G0[124]' or g.code like 'NOTICE%%') order by 1"""
            .formatted(account));
  }

  @Override
  public void close() {
    in.close();
  }

  /** Customers of the acquired company more, all told by mail but each fifth, who likes letters. */
  void crowd(int customers) {
    in.sql(
        """
        with i as (
          insert into customer_identity (company_id, source_key, family_name, email, preferred_channel, street, house_number, postcode, city,
                 extract_as_of, registered_at)
          select company_id, 'X' || n, 'Jansen', 'klant' || n || '@example.nl', case when n %% 5 = 0 then 'LETTER' end,
                 'Dorpsstraat', cast(n as text), '1011AB', 'Ede', extract_as_of, registered_at
            from customer_identity, generate_series(1, %d) n where source_key = 'B1' returning id, source_key)
        insert into wave_member (merger_id, wave_id, identity_id, account_key, person_id, phase, billing_day, by_debit, label, state)
        select m.merger_id, m.wave_id, i.id, i.source_key, i.id, m.phase, m.billing_day, m.by_debit, m.label, 'PLANNED'
          from wave_member m, i where m.account_key = 'C1'"""
            .formatted(customers));
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      asked.add(item);
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return asked.stream().anyMatch(item -> item.kind().equals(kind));
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      answered.add(kind + " " + outcome);
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      answered.add("withdrawn " + subjectKind);
      asked.removeIf(item -> item.subjectId() == subjectId);
    }
  }

  private static final class NotedCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      return process;
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new AssertionError("No task is answered here");
    }

    @Override
    public void tell(String process, String message, long staffId) {}
  }
}
