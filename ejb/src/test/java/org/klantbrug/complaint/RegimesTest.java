package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** Whoever answers for complaints keeps the rules as the schemes have them. */
@OnDatabase
class RegimesTest {
  private final Database database = new Database(TestDatabase.fresh());
  private final ComplaintFixture at = new ComplaintFixture(database);
  private final Regimes regimes = new Regimes(database, at.clock, at.audit);

  private Regimes.Regime energy() {
    return regimes.all().stream()
        .filter(each -> each.code().equals("ENERGY"))
        .findFirst()
        .orElseThrow();
  }

  private Regimes.Wish wish(String english, int days, int version) {
    return new Regimes.Wish(
        "ENERGY",
        "Naar de commissie",
        english,
        "Commissie",
        true,
        Map.of("OUTCOME", days),
        version);
  }

  @Test
  void whatChangedCountsForTheNextComplaint() {
    regimes.set(wish("To the committee", 8, energy().version()), at.lead);

    assertThat(energy().bodyEn()).isEqualTo("To the committee");
    assertThat(energy().outside()).isEqualTo("Commissie");
    assertThat(energy().mayPause()).isTrue();
    assertThat(energy().changedBy()).isEqualTo("noor");
    assertThat(regimes.days())
        .filteredOn(each -> each.regimeCode().equals("ENERGY"))
        .containsExactly(
            new Regimes.Days("ENERGY", "OUTCOME", 8, "WORKING_DAYS"),
            new Regimes.Days("ENERGY", "DISPUTE", 28, "DAYS"));
  }

  @Test
  void whatAColleagueChangedMeanwhileStands() {
    var seen = energy().version();
    regimes.set(wish("The first", 8, seen), at.lead);

    refused("complaint.setting-changed-meanwhile", wish("The second", 9, seen));
    assertThat(energy().bodyEn()).isEqualTo("The first");
  }

  @Test
  void whatItSaidBeforeStaysAndCanBePutBackWithItsDays() {
    var before = energy();
    regimes.set(wish("To the committee", 8, before.version()), at.lead);

    regimes.putBack("ENERGY", before.version(), energy().version(), at.lead);

    assertThat(energy().bodyEn()).isEqualTo(before.bodyEn());
    assertThat(regimes.days())
        .filteredOn(each -> each.regimeCode().equals("ENERGY"))
        .extracting(Regimes.Days::amount)
        .containsExactly(5, 28);
    assertThat(KeptVersion.history(regimes.history().get("ENERGY")).get(0).changes())
        .contains(
            new KeptVersion.Change("outcome_days", "8", "5"),
            new KeptVersion.Change("may_pause", "t", "f"));
  }

  @Test
  void noDaysAndNoTextAreRefused() {
    refused("complaint.regime-days", wish("To the committee", 0, energy().version()));
    refused("complaint.regime-text", wish(" ", 8, energy().version()));
  }

  private void refused(String key, Regimes.Wish wish) {
    assertThatThrownBy(() -> regimes.set(wish, at.lead))
        .isInstanceOfSatisfying(RuleBroken.class, it -> assertThat(it.key()).isEqualTo(key));
  }
}
