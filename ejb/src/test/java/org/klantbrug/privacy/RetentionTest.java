package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.OnDatabase;

/** What is older than a rule keeps it goes, of nobody whom we still need or owe something. */
@OnDatabase
class RetentionTest {
  private final PrivacyFixture at = new PrivacyFixture();
  private final RetentionRules rules = new RetentionRules(at.database, at.clock, at.audit);
  private final Retention retention = new Retention(at.database, at.clock, at.audit);

  @BeforeEach
  void nothingIsOpen() {
    at.settled();
  }

  @AfterEach
  void close() {
    at.close();
  }

  private void on(String code, int months) {
    rules.ask(code, version(code), months, at.officer);
    rules.confirm(code, version(code), at.second);
  }

  private int version(String code) {
    return rules.read(code).version();
  }

  /** With the rights that the application has. */
  private long run() {
    at.in.sql("set role klantbrug_app");
    try {
      return retention.runAll();
    } finally {
      at.in.sql("reset role");
    }
  }

  private Retention.Preview preview(String code, int months) {
    return retention.preview(rules.read(code), months);
  }

  @Test
  void aRuleThatIsNotOnDoesNothing() {
    assertThat(preview("CONTACT", 24).goes()).isPositive();

    assertThat(run()).isZero();
    assertThat(rules.log(9)).isEmpty();
  }

  @Test
  void onePersonAloneSwitchesNothingOn() {
    rules.ask("CONTACT", version("CONTACT"), 24, at.officer);

    assertThatThrownBy(() -> rules.confirm("CONTACT", version("CONTACT"), at.officer))
        .hasMessageContaining("a colleague");
    assertThat(run()).isZero();

    rules.confirm("CONTACT", version("CONTACT"), at.second);
    assertThat(run()).isPositive();
    assertThat(at.audit.about("staff", at.second.id(), 1))
        .extracting(Audit.Entry::action, Audit.Entry::purpose)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("retentionConfirmed", "CONTACT 24"));
  }

  @Test
  void whoAsksForAnotherPeriodChangesNothingUntilASecondConfirms() {
    on("CONTACT", 24);
    rules.ask("CONTACT", version("CONTACT"), 1, at.second);
    assertThat(rules.read("CONTACT").months()).isEqualTo(24);

    rules.decline("CONTACT", version("CONTACT"), at.officer);
    rules.switchOff("CONTACT", version("CONTACT"), at.officer);

    assertThat(rules.read("CONTACT").isOn()).isFalse();
    assertThat(run()).isZero();
  }

  @Test
  void theWordsOfOldContactsGoAndThatTheyWereStays() {
    var before = at.in.number("select count(*) from contact_contact");
    var goes = preview("CONTACT", 24).goes();
    on("CONTACT", 24);

    assertThat(run()).isEqualTo(goes);

    assertThat(
            at.in.number(
                "select count(*) from contact_contact where occurred_at < '2024-06-15' and text is not null"))
        .isZero();
    assertThat(
            at.in.number(
                "select count(*) from contact_contact where occurred_at > '2024-06-15' and text is not null"))
        .isPositive();
    assertThat(at.in.number("select count(*) from contact_contact")).isEqualTo(before);
    assertThat(rules.log(9))
        .singleElement()
        .satisfies(line -> assertThat(line.subjects()).isEqualTo(goes))
        .satisfies(line -> assertThat(line.before()).isEqualTo("2024-06-15"));
    assertThat(run()).as("what is empty is not found again").isZero();
  }

  @Test
  void aLegalHoldKeepsWhatIsOldAndThePreviewSaysSo() {
    at.holds.place(at.in.party(at.in.theirs, "B1"), null, "De rechter vraagt stukken", at.officer);
    on("CONTACT", 24);

    assertThat(preview("CONTACT", 24).kept())
        .extracting(Retention.Kept::reason)
        .containsExactly("HOLD");
    assertThat(run()).isZero();
    assertThat(at.in.text("select text from contact_contact where source_key = 'T1'"))
        .isEqualTo("Vraag over de eindnota");
  }

  private void closedLongAgo() {
    at.in.sql(
        "update complaint_complaint set closed_at = '2020-05-20', received_at = '2020-05-10'");
    at.in.sql(
        "update mailbox_message set about_kind = 'complaint', about_id = (select id from complaint_complaint)");
    at.in.sql(
        "update complaint_dispute set received_on = '2017-05-01', answer_by = '2017-05-20', verdict_on = '2017-06-05'");
  }

  @Test
  void theWordsOfAnOldComplaintGoEverywhereAndItCountsOn() {
    closedLongAgo();
    on("COMPLAINT", 60);

    assertThat(run()).isEqualTo(1);

    assertThat(
            at.in.text(
                """
                select concat_ws(' ', k.number, k.channel, k.cause, k.decision, k.text, e.words, o.email, m.body, b.text, f.name, length(c.bytes))
                  from complaint_complaint k join complaint_event e on e.complaint_id = k.id
                  join complaint_online o on o.complaint_id = k.id join outbound_message m on m.subject_id = k.id
                  join mailbox_message b on b.about_id = k.id join attachment_file f on f.subject_id = k.id
                  join attachment_content c on c.file_id = f.id"""))
        .isEqualTo("K2026-900001 EMAIL BILLING ACCEPTED – – – – – – 0");
    assertThat(at.in.text("select email from customer_identity where source_key = 'B2'"))
        .as("the customer himself stays")
        .isEqualTo("sara@example.org");
    assertThat(at.audit.about("complaint", complaint(), 1))
        .extracting(Audit.Entry::action)
        .containsExactly("retentionEmptied");
  }

  /** Nobody found out whose it was: only what he said of himself leads to him. */
  @Test
  void theWordsOfAnOldComplaintOfNobodyWeKnowGoToo() {
    closedLongAgo();
    at.in.sql(
        "update complaint_complaint set identity_id = null, contact_given = 'Sara, 06 22222222'");
    on("COMPLAINT", 60);

    assertThat(run()).isEqualTo(1);
    assertThat(at.in.text("select concat_ws(' ', contact_given, text) from complaint_complaint"))
        .isEqualTo("– –");
  }

  @Test
  void everyTableWithWordsOfAComplaintIsEmptiedWithIt() {
    var words =
        PersonalData.places().stream()
            .filter(place -> place.reach() == Reach.COMPLAINT && !place.emptied().isEmpty())
            .map(Place::table)
            .toArray(String[]::new);

    assertThat(words).hasSizeGreaterThan(3);
    assertThat(RetainedKind.COMPLAINT.places()).containsKeys(words);
  }

  private long complaint() {
    return at.in.number("select id from complaint_complaint");
  }

  @Test
  void aComplaintOfWhichWeStillOweFeedbackStays() {
    closedLongAgo();
    at.in.sql("update complaint_complaint set feedback_given_at = null");
    on("COMPLAINT", 60);

    assertThat(run()).isZero();
    assertThat(preview("COMPLAINT", 60).kept()).containsExactly(new Retention.Kept("FEEDBACK", 1));
  }

  @Test
  void aComplaintWithWhichABodyOutsideIsBusyStays() {
    closedLongAgo();
    on("COMPLAINT", 60);
    at.in.sql(
        "update complaint_dispute set state = 'VERDICT', verdict = null, verdict_on = null, verdict_words = null");

    assertThat(run()).isZero();
    assertThat(preview("COMPLAINT", 60).kept()).containsExactly(new Retention.Kept("DISPUTE", 1));
  }

  @Test
  void aDisputedComplaintCountsFromTheEndOfTheDispute() {
    closedLongAgo();
    on("COMPLAINT", 60);
    at.in.sql("update complaint_dispute set verdict_on = '2025-01-05'");

    assertThat(run()).isZero();
    assertThat(preview("COMPLAINT", 12).goes()).isEqualTo(1);
  }

  @Test
  void aComplaintThroughWhichDataLeakedStaysUntilThatIsDecided() {
    closedLongAgo();
    on("COMPLAINT", 60);
    at.leaked("ASSESS");
    assertThat(run()).isZero();
    assertThat(preview("COMPLAINT", 60).kept()).containsExactly(new Retention.Kept("LEAK", 1));

    at.in.sql(
        "update privacy_incident set state = 'ENDED', risk = 'LOW', assessment = 'Geheim', assessed_at = known_at, notified = false,"
            + " decision_reason = 'Weinig', decided_at = known_at");

    assertThat(run()).isEqualTo(1);
  }

  private void saraLeftLongAgo() {
    closedLongAgo();
    for (var set :
        List.of(
            "customer_identity set registered_at = '2015-01-01', changed_at = null, customer_since = null where id = ID",
            "contact_contact set occurred_at = '2016-01-01' where identity_id = ID",
            "contract_contract set start_date = '2014-01-01', end_date = '2017-12-31' where identity_id = ID",
            "contract_invoice set issued_on = '2017-12-01', due_on = null, paid_on = null where identity_id = ID")) {
      at.in.sql("update " + set.replace("ID", Long.toString(at.identity)));
    }
    at.in.sql(
        "update complaint_complaint set closed_at = '2017-05-20', received_at = '2017-05-10'");
  }

  @Test
  void aCustomerWhoLeftLongAgoGoesAsIfErasedAndFiguresStay() {
    saraLeftLongAgo();
    var sums = sums();
    on("CUSTOMER", 84);

    assertThat(run()).isEqualTo(1);

    assertThat(
            at.in.text(
                "select coalesce(email, search_name) from customer_identity where id = "
                    + at.identity))
        .isEmpty();
    assertThat(
            at.in.text(
                "select coalesce(email, search_name) from customer_party where id = " + at.party))
        .isEmpty();
    assertThat(at.in.text("select text from complaint_complaint")).isEqualTo("–");
    assertThat(at.in.text("select words from complaint_event")).isEqualTo("–");
    assertThat(at.in.number("select identity_id from customer_erased")).isEqualTo(at.identity);
    assertThat(sums()).isEqualTo(sums);
    assertThat(at.in.text("select email from customer_identity where source_key = 'A1'"))
        .isEqualTo("jan@example.org");
    assertThat(run()).isZero();
  }

  private String sums() {
    return at.in.text(
        """
        select concat_ws(' ', (select count(*) from transfer_ledger), (select sum(amount) from contract_invoice),
                 (select count(*) from complaint_complaint where stage = 'CLOSED' and cause = 'BILLING'),
                 (select count(*) from contact_contact), (select sum(amount) from complaint_leniency))""");
  }

  @Test
  void theTaxYearsOfACustomerAreCountedFromTheEndOfTheYear() {
    saraLeftLongAgo();
    at.in.sql(
        "update contract_invoice set issued_on = '2019-01-05' where identity_id = " + at.identity);

    assertThat(preview("CUSTOMER", 84).goes()).as("2019 is kept until the end of 2026").isZero();
    assertThat(preview("CUSTOMER", 72).goes()).isEqualTo(1);
  }

  @Test
  void aCustomerWithWhomSomethingIsStillOpenStays() {
    saraLeftLongAgo();
    at.in.sql("update contract_invoice set open_amount = 12 where identity_id = " + at.identity);
    on("CUSTOMER", 84);

    assertThat(run()).isZero();
    assertThat(preview("CUSTOMER", 84).kept()).containsExactly(new Retention.Kept("INVOICE", 1));
  }

  @Test
  void whoIsACustomerOfEitherCompanyStays() {
    at.in.sql(
        "update customer_identity set registered_at = '2010-01-01', changed_at = null where source_key = 'B1'");

    assertThat(preview("CUSTOMER", 84).goes()).isZero();
  }

  @Test
  void deliveredLinesGoAfterTheRunButForThoseOfAHold() {
    at.in.sql("update merger_run set state = 'CLOSED', closed_at = '2025-01-01'");
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);
    on("STAGED", 6);
    assertThat(run()).isPositive();
    assertThat(staged("B1")).isEqualTo("–");
    assertThat(staged("B2")).isEqualTo("sara@example.org");

    at.holds.lift(at.holds.standing(9, at.officer).get(0).id(), "Uitspraak gedaan", at.officer);
    run();

    assertThat(staged("B2")).isEqualTo("–");
    assertThat(at.in.number("select count(*) from merger_delivery where values_emptied_at is null"))
        .isZero();
    assertThat(run()).isZero();
  }

  private String staged(String key) {
    return at.in.text(
        "select coalesce(email, '–') from merger_staged_customer where source_key = '%s'"
            .formatted(key));
  }

  @Test
  void deliveredLinesStayWhileARunOfTheMergerIsOpen() {
    assertThat(preview("STAGED", 6).goes()).isZero();
    at.in.sql("update merger_run set state = 'CLOSED', closed_at = '2025-01-01'");
    at.in.run();

    assertThat(preview("STAGED", 6).goes()).isZero();
    assertThat(preview("STAGED", 6).kept())
        .extracting(Retention.Kept::reason)
        .containsExactly("RUN");
  }

  @Test
  void mailOfNobodyGoes() {
    at.in.sql(
        "update mailbox_message set about_kind = null, about_id = null, outcome = 'NOT_FOR_US', note = 'Sara?', received_at = '2025-01-01'");
    on("MAIL", 12);

    assertThat(run()).isEqualTo(1);
    assertThat(
            at.in.text(
                "select concat_ws(' ', from_address, subject_line, text, note, raw is null) from mailbox_message"))
        .isEqualTo("– – – – t");
  }

  @Test
  void whatWasAnsweredToMailOfNobodyGoesWithIt() {
    at.in.sql(
        "update mailbox_message set about_kind = null, about_id = null, outcome = 'NOT_FOR_US', note = 'Geheim', received_at = '2025-01-01'");
    at.in.sql(
        "update outbound_message set subject_kind = 'mail', subject_id = (select id from mailbox_message), identity_id = null,"
            + " state = 'WAITING', sent_at = null");
    at.in.sql(
        "insert into outbound_event (message_id, at, kind, note) select id, written_at, 'WRITTEN', 'Sara' from outbound_message");
    on("MAIL", 12);
    assertThat(run()).isZero();
    assertThat(preview("MAIL", 12).kept()).containsExactly(new Retention.Kept("MESSAGE", 1));

    at.in.sql("update outbound_message set state = 'SENT', sent_at = written_at, reason = 'Sara'");

    assertThat(run()).isEqualTo(1);
    assertThat(
            at.in.text(
                "select concat_ws(' ', m.recipient, m.subject_line, m.body, m.reason, e.note)"
                    + " from outbound_message m join outbound_event e on e.message_id = m.id"))
        .isEqualTo("– – – – –");
  }

  /**
   * Not even the database's own way to sealed words is open without a rule that two switched on.
   */
  @Test
  void sealedWordsAreEmptiedByNoRuleThatIsOff() {
    closedLongAgo();

    assertThatThrownBy(() -> sealed("COMPLAINT", complaint()))
        .hasMessageContaining("is not switched on");
    assertThatThrownBy(() -> at.in.sql("update privacy_retention_rule set is_on = true"))
        .hasMessageContaining("switched_on_by_two");
  }

  @Test
  void sealedWordsOfWhatIsNotOldEnoughOrHeldStay() {
    on("COMPLAINT", 60);
    assertThatThrownBy(() -> sealed("COMPLAINT", complaint()))
        .hasMessageContaining("not old enough");

    closedLongAgo();
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);
    assertThatThrownBy(() -> sealed("COMPLAINT", complaint())).hasMessageContaining("held");
  }

  private void sealed(String rule, long id) {
    at.in.text("select privacy_retain_sealed('%s', array[%d::bigint])::text".formatted(rule, id));
  }
}
