package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.SmallTakeover;

/** A complaint falls under the rules of the trade, without anybody having to think of them. */
@OnDatabase
class UsualRegimesTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);
  private final UsualRegimes usual = new UsualRegimes(at.database, at.clock, at.audit);

  @AfterEach
  void close() {
    takeover.in.close();
  }

  @Test
  void theTradeOfTheMergerSaysWhichRulesCount() {
    trade("TELECOM");
    assertThat(regimeOf(complaint("B2", null))).isEqualTo("TELECOM");
    assertThat(regimeOf(complaint(null, null))).isEqualTo("TELECOM");
    trade("INSURANCE");
    assertThat(regimeOf(complaint("B2", null))).isEqualTo("FINANCE");
    trade("OTHER");
    assertThat(regimeOf(complaint("B2", null))).isEqualTo("GENERAL");
  }

  @Test
  void whatIsSetForACompanyCountsForItsCustomersOnly() {
    trade("TELECOM");
    set(takeover.in.theirs, "ENERGY", 0);

    assertThat(regimeOf(complaint("B2", null))).isEqualTo("ENERGY");
    assertThat(regimeOf(complaint("A1", null))).isEqualTo("TELECOM");
  }

  @Test
  void whatAColleagueChoosesForAComplaintCounts() {
    trade("TELECOM");
    assertThat(regimeOf(complaint("B2", "GENERAL"))).isEqualTo("GENERAL");
  }

  @Test
  void whatAColleagueSetMeanwhileStands() {
    set(takeover.in.theirs, "ENERGY", 0);

    assertThatThrownBy(() -> set(takeover.in.theirs, "FINANCE", 0))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule -> assertThat(rule.key()).isEqualTo("complaint.setting-changed-meanwhile"));
    set(takeover.in.theirs, "FINANCE", 1);
    assertThat(usual.all(at.lead))
        .filteredOn(each -> each.companyId() == takeover.in.theirs)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.regimeCode()).isEqualTo("FINANCE");
              assertThat(each.changedBy()).isEqualTo("noor");
              assertThat(each.version()).isEqualTo(2);
            });
  }

  private void set(long company, String regime, int version) {
    usual.set(company, regime, version, at.lead);
  }

  private void trade(String sector) {
    at.database.use(
        handle ->
            handle
                .createUpdate("update merger_merger set sector = :sector")
                .bind("sector", sector)
                .execute());
  }

  private long complaint(String customer, String regime) {
    var identity =
        customer == null
            ? null
            : takeover.in.number(
                "select id from customer_identity where source_key = '" + customer + "'");
    var reach = customer == null ? "06 12345678" : null;
    return at.intake.receive(
        new NewComplaint(
            null, identity, reach, Channel.PHONE, null, "Kapot", null, null, null, regime),
        at.adviser);
  }

  private String regimeOf(long complaint) {
    return at.desk.look(complaint, at.lead).complaint().regimeCode();
  }
}
