package org.klantbrug.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** Figures and the rows behind them. */
@OnDatabase
class ReportsTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-05-01");
  private static final Asked MAY = new Asked(FIRST, LocalDate.parse("2026-05-31"), null, null);

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final Reports reports = new Reports(in.database, clock, audit);
  private Staff reader;

  @BeforeEach
  void manyComplaints() {
    clock.set(Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), BusinessClock.ZONE));
    reader = new Staff(in.operator, "olga", "Olga", "nl", true, null, Set.of(), Set.of());
    ReportData.fill(in, 120);
  }

  @AfterEach
  void close() {
    in.close();
  }

  private static List<Asked> everyWayToAsk() {
    return List.of(
        MAY,
        new Asked(FIRST.plusDays(9), FIRST.plusDays(9), null, null),
        new Asked(FIRST, LocalDate.parse("2026-05-31"), 1L, null),
        new Asked(FIRST, LocalDate.parse("2026-05-31"), 2L, Channel.EMAIL));
  }

  @Test
  void everyFigureOpensExactlyTheRowsItCounts() {
    var looked = new ArrayList<Long>();
    for (var asked : everyWayToAsk()) {
      for (var topic : Topic.values()) {
        for (var cut : Arrays.stream(Cut.values()).filter(each -> each.isOf(topic)).toList()) {
          for (var group : reports.by(topic, cut, asked, reader)) {
            group
                .cells()
                .forEach(
                    (measure, cell) -> {
                      var wanted = new Reports.Wanted(measure, cut, group.value(), asked);
                      var rows = reports.rows(wanted, 0, 1000, reader);

                      assertThat(rows).as(wanted.toString()).hasSize((int) cell.count());
                      assertThat(reports.count(wanted, reader)).isEqualTo(cell.count());
                      assertThat(sum(rows)).as(wanted.toString()).isEqualByComparingTo(cell.sum());
                      looked.add(cell.count());
                    });
          }
        }
      }
    }

    assertThat(looked).hasSizeGreaterThan(200).anyMatch(count -> count > 20);
  }

  private static BigDecimal sum(List<Row> rows) {
    return rows.stream()
        .map(Row::figure)
        .map(figure -> figure == null ? BigDecimal.ZERO : figure)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void thePartsMakeTheWhole() {
    var all = reports.total(Topic.COMPLAINT, MAY, reader);

    assertThat(all.count(Measure.RECEIVED)).isPositive();
    assertThat(all.count(Measure.IN_TIME) + all.count(Measure.BREACHED))
        .isEqualTo(all.count(Measure.RECEIVED));
    assertThat(
            all.count(Measure.FEEDBACK_GIVEN)
                + all.count(Measure.FEEDBACK_LATE)
                + all.count(Measure.FEEDBACK_AHEAD))
        .isEqualTo(all.count(Measure.FEEDBACK_PROMISED));
    for (var cut :
        List.of(Cut.CHANNEL, Cut.PRODUCT, Cut.CAUSE, Cut.CUTOVER, Cut.COMPANY, Cut.WEEK)) {
      assertThat(
              reports.by(Topic.COMPLAINT, cut, MAY, reader).stream()
                  .mapToLong(each -> each.count(Measure.RECEIVED))
                  .sum())
          .as(cut.name())
          .isEqualTo(all.count(Measure.RECEIVED));
    }
  }

  @Test
  void aComplaintThatWasOpenedAgainWasNotSolvedAtOnce() {
    in.sql(
        "update complaint_complaint set stage = 'CLOSED', closed_at = received_at, first_time_fix = true, reopened = 0");
    var closed = reports.total(Topic.COMPLAINT, MAY, reader);
    assertThat(closed.share(Measure.FIXED_AT_ONCE, Measure.CLOSED)).isEqualTo(1.0);

    in.sql("update complaint_complaint set first_time_fix = false, reopened = 1");

    assertThat(
            reports
                .total(Topic.COMPLAINT, MAY, reader)
                .share(Measure.FIXED_AT_ONCE, Measure.CLOSED))
        .isEqualTo(0.0);
  }

  @Test
  void theFeedbackRateIsOfThoseWhoShouldHaveHeardByNow() {
    in.sql("update complaint_complaint set feedback_due_on = null, feedback_given_at = null");
    assertThat(reports.total(Topic.COMPLAINT, MAY, reader).feedbackRate()).isNull();

    feedback(30, "2026-06-01", "'2026-05-30'");
    feedback(31, "2026-06-14", "null");
    feedback(32, "2026-06-15", "null"); // today is not over
    feedback(33, "2026-07-01", "'2026-05-30'"); // told before his day: says nothing of who was late

    assertThat(reports.total(Topic.COMPLAINT, MAY, reader).feedbackRate()).isEqualTo(0.5);
  }

  private void feedback(int nth, String due, String given) {
    in.sql(
        "update complaint_complaint set feedback_due_on = '%s', feedback_given_at = %s where number = 'K2026-9%05d'"
            .formatted(due, given, nth));
  }

  @Test
  void aQuestionSoonAfterTheSameOneIsARepeatedOne() {
    in.sql("delete from contact_question");
    in.sql("delete from contact_note");
    ReportData.ask(in, 1, "A1", "2026-05-04T10:00Z", "BILL", 6);
    ReportData.ask(in, 2, "A1", "2026-05-08T10:00Z", "BILL", 8);
    ReportData.ask(in, 3, "A1", "2026-05-08T11:00Z", "MOVING", 3);
    ReportData.ask(in, 4, "A1", "2026-05-30T10:00Z", "BILL", 2);

    var all = reports.total(Topic.QUESTION, MAY, reader);

    assertThat(all.count(Measure.QUESTIONS)).isEqualTo(4);
    assertThat(all.sum(Measure.QUESTIONS)).isEqualByComparingTo("19");
    assertThat(all.count(Measure.REPEATED)).isEqualTo(1);
    assertThat(all.sum(Measure.REPEATED)).isEqualByComparingTo("8");
  }

  @Test
  void objectionsCountByWhatCameOfThemAndByTheWayTheyCame() {
    object(1, "B1", "LINK", "null", "CALL");
    object(2, "B1", "MAIL", "'LEAVE'", "CLOSED");
    object(3, "B1", "PHONE", "'KEEP'", "CLOSED");

    var all = reports.total(Topic.OBJECTION, MAY, reader);

    assertThat(all.count(Measure.OBJECTIONS)).isEqualTo(3);
    assertThat(all.count(Measure.OBJECTION_LEAVES)).isEqualTo(1);
    assertThat(all.count(Measure.OBJECTION_STAYS)).isEqualTo(1);
    assertThat(all.count(Measure.OBJECTION_UNDECIDED)).isEqualTo(1);
    assertThat(reports.by(Topic.OBJECTION, Cut.CHANNEL, MAY, reader))
        .extracting(Group::value)
        .containsExactlyInAnyOrder("WEB_APP", "EMAIL", "PHONE");
    assertThat(reports.by(Topic.OBJECTION, Cut.OUTCOME, MAY, reader))
        .extracting(Group::value)
        .containsExactlyInAnyOrder("CALL", "LEAVE", "KEEP");
  }

  private void object(int no, String customer, String way, String outcome, String stage) {
    in.sql(
        """
        insert into objection_objection (number, form_key, identity_id, merger_id, way, about, language, received_at, registered_at, went_over,
               stage, outcome, decided_by, decided_at, ended_at)
        select 'B2026-00000' || %1$d, gen_random_uuid(), i.id, g.id, '%2$s', 'TRANSFER', 'nl', '2026-05-0%1$dT10:00Z', now(), false,
               '%4$s', %3$s, case when %3$s is not null then %5$d end, case when %3$s is not null then now() end,
               case when '%4$s' = 'CLOSED' then now() end
          from merger_merger g join customer_identity i on i.source_key = '%6$s'"""
            .formatted(no, way, outcome, stage, in.operator, customer));
  }

  @Test
  void whoIsOutsideTheWallCountsNobodyBehindIt() {
    var all = reports.total(Topic.COMPLAINT, MAY, reader).count(Measure.RECEIVED);
    in.sql("update merger_merger set visible_from = '2030-01-01'");
    var outside = new Staff(in.operator, "olga", "Olga", "nl", false, null, Set.of(), Set.of());

    var seen = reports.total(Topic.COMPLAINT, MAY, outside).count(Measure.RECEIVED);

    assertThat(seen).isPositive().isLessThan(all);
    assertThat(reports.by(Topic.COMPLAINT, Cut.CUTOVER, MAY, reader)).hasSizeGreaterThan(1);
  }

  /** Whatever is counted, and whatever kinds of clocks there will be. */
  @Test
  void noFigureCountsAnybodyBehindTheWall() {
    in.sql(
        """
        insert into sla_clock (subject_kind, subject_id, subject_name, stage, policy_id, received_at, counted_from, state,
               target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at, owner_role)
        select waits, 1, 'K00000001', 'AGREEMENT', min(p.id), '2026-05-10', '2026-05-10', 'RUNNING', 1, 1, '2026-05-10', '2026-05-20',
               '2026-05-20', '2026-05-20', 'adviser'
          from sla_policy p, unnest(array['SIGNAL', 'PRIVACY_REQUEST', 'WHATEVER']) waits group by waits""");
    ReportData.ask(in, 77, "B2", "2026-05-10T10:00Z", "BILL", 6);
    in.sql(
        """
        insert into transfer_held_complaint (identity_id, cutover_id, source_key, received_at, text)
        select (select id from customer_identity where source_key = 'A1'), cutover_id, 'H1', received_at, 'x'
          from transfer_held_complaint where source_key is not null limit 1""");
    object(1, "B1", "LINK", "null", "CALL");
    object(2, "A1", "LINK", "null", "CALL");
    var theirs = in.text("select name from customer_company where id = " + in.theirs);
    for (var topic : Topic.values()) {
      assertThat(companies(topic, reader)).as(topic + " within the wall").contains(theirs);
    }
    in.sql("update merger_merger set visible_from = '2030-01-01'");
    var outside = new Staff(in.operator, "olga", "Olga", "nl", false, null, Set.of(), Set.of());

    for (var topic : Topic.values()) {
      assertThat(companies(topic, outside)).as(topic.name()).isNotEmpty().doesNotContain(theirs);
    }
    assertThat(
            reports.rows(new Reports.Wanted(Measure.CLOCKS, Cut.ALL, null, MAY), 0, 999, outside))
        .extracting(Row::name)
        .allMatch(name -> name.startsWith("K2026-"));
  }

  private List<String> companies(Topic topic, Staff staff) {
    var all = new Reports.Wanted(Measure.of(topic).get(0), Cut.ALL, null, MAY);
    return reports.rows(all, 0, 999, staff).stream().map(Row::company).toList();
  }

  @Test
  void aLeniencyStaysWithTheRoleUnderWhichItWasGranted() {
    var before = reports.by(Topic.LENIENCY, Cut.ROLE, MAY, reader);
    assertThat(before).extracting(Group::value).contains("adviser", "teamLead", null);

    in.sql("delete from identity_staff_role");
    in.sql("update complaint_mandate set amount = amount * 7");

    assertThat(reports.by(Topic.LENIENCY, Cut.ROLE, MAY, reader)).isEqualTo(before);
  }

  @Test
  void productsAreOneInCapitalsOrNotAndTheRestIsTogetherAndOpens() {
    in.sql("update complaint_complaint set product = upper(product) where id % 2 = 0");
    assertThat(reports.by(Topic.COMPLAINT, Cut.PRODUCT, MAY, reader))
        .extracting(Group::value)
        .containsOnlyOnce("Gas")
        .doesNotContain("GAS");

    in.sql("update complaint_complaint set product = 'Soort ' || id");
    var groups = reports.by(Topic.COMPLAINT, Cut.PRODUCT, MAY, reader);
    var rest = groups.get(Cut.MOST);

    assertThat(groups).hasSize(Cut.MOST + 1);
    assertThat(rest.value()).isEqualTo(Cut.REST);
    for (var measure : List.of(Measure.RECEIVED, Measure.BREACHED)) {
      var wanted = new Reports.Wanted(measure, Cut.PRODUCT, Cut.REST, MAY);
      assertThat(reports.rows(wanted, 0, 999, reader)).hasSize((int) rest.count(measure));
    }
    assertThat(rest.count(Measure.RECEIVED)).isPositive();
  }

  @Test
  void aWaitOfAPromiseSaysOfWhomItIs() {
    in.sql(
        """
        insert into contact_promise_work (promise_id, identity_id, owner_role)
        select 900, id, 'adviser' from customer_identity where source_key = 'A2'""");
    in.sql(
        """
        insert into sla_clock (subject_kind, subject_id, stage, policy_id, received_at, counted_from, state,
               target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at, owner_role)
        select 'PROMISE', 900, 'AGREEMENT', min(id), '2026-05-10', '2026-05-10', 'RUNNING', 1, 1, '2026-05-10', '2026-05-20',
               '2026-05-20', '2026-05-20', 'adviser' from sla_policy""");

    assertThat(reports.rows(new Reports.Wanted(Measure.CLOCKS, Cut.ALL, null, MAY), 0, 999, reader))
        .filteredOn(row -> row.code().equals("AGREEMENT"))
        .singleElement()
        .satisfies(row -> assertThat(row.name()).matches("K\\d{8}"))
        .satisfies(row -> assertThat(row.id()).isNotNull());
  }

  @Test
  void takingOutIsWrittenDownAndRefusedWhenItIsTooMuch() {
    var wanted = new Reports.Wanted(Measure.RECEIVED, Cut.ALL, null, MAY);

    var rows = reports.export(wanted, 1000, reader);

    assertThat(audit.about("staff", in.operator, 1).get(0).purpose())
        .isEqualTo("RECEIVED " + rows.size() + " 2026-05-01/2026-05-31");
    reports.export(
        new Reports.Wanted(
            Measure.OPEN, Cut.PRODUCT, "Gas", new Asked(FIRST, FIRST, 2L, Channel.EMAIL)),
        1000,
        reader);
    assertThat(audit.about("staff", in.operator, 1).get(0).purpose())
        .as("what somebody typed is not in the log")
        .matches("OPEN \\d+ 2026-05-01/2026-05-01 company=2 EMAIL PRODUCT");
    assertThatThrownBy(() -> reports.export(wanted, rows.size() - 1, reader))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("too many for a sheet");
  }

  @Test
  void noNameOfACustomerIsInARow() {
    var rows =
        reports.rows(new Reports.Wanted(Measure.QUESTIONS, Cut.ALL, null, MAY), 0, 9, reader);

    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.name()).matches("K\\d{8}"));
  }
}
