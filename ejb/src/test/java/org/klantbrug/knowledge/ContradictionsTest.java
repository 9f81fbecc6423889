package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** Two answers to one question: found, settled, and not asked about again. */
@OnDatabase
class ContradictionsTest extends KnowledgeCase {
  private Contradiction only() {
    assertThat(contradictions.list(true, 10, roos)).hasSize(1);
    return contradictions.list(true, 10, roos).get(0);
  }

  private void two() {
    published(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd?", "Op de eerste.");
    published(Audience.CUSTOMERS, "Wanneer wordt er door u geïncasseerd?", "Op de vijftiende.");
  }

  @Test
  void isFoundWhenTheSecondIsPublishedAndItsOwnersAreAskedOnce() {
    two();

    assertThat(only().oneAnswer()).isEqualTo("Op de eerste.");
    assertThat(work).filteredOn("settleContradiction"::equals).hasSize(1);
    contradictions.lookAtAll();
    assertThat(contradictions.list(true, 10, roos)).hasSize(1);
  }

  @Test
  void eachOwnerIsAsked() {
    var tessa = person("tessa", "teamLead");
    published(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd?", "Op de eerste.");
    var id =
        items.write(
            about(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd?", "Nooit.", tessa, LAST_DAY),
            tessa);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);

    assertThat(work).filteredOn("settleContradiction"::equals).hasSize(2);
    assertThat(only().decidable(tessa)).isTrue();
    assertThat(only().decidable(person("timo", "teamLead"))).isFalse();
  }

  @Test
  void whatIsForOtherReadersOrSaysTheSameIsNone() {
    published(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd?", "Op de eerste.");
    published(Audience.STAFF, "Wanneer wordt er geïncasseerd?", "Op de vijftiende.");
    published(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd", "Op de eerste!");
    published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");

    contradictions.lookAtAll();
    assertThat(contradictions.list(true, 10, roos)).isEmpty();
  }

  @Test
  void bothStayWithAReasonAndItIsNotAskedAgainUntilATextIsAnother() {
    two();
    var found = only();
    assertThatThrownBy(() -> contradictions.keep(found.id(), found.version(), "", roos))
        .hasMessageContaining("Say why");
    contradictions.keep(found.id(), found.version(), "De ene is voor zakelijk.", roos);
    contradictions.lookAtAll();
    assertThat(contradictions.list(true, 10, roos)).isEmpty();

    var id = found.otherId();
    items.rewrite(
        id,
        version(id),
        about(Audience.CUSTOMERS, "Wanneer wordt er geïncasseerd?", "Op de twintigste."),
        roos);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    assertThat(only().otherAnswer()).isEqualTo("Op de twintigste.");
  }

  @Test
  void isOverWhenOneOfTheTwoIsTakenAway() {
    two();
    var found = only();
    items.withdraw(found.oneId(), version(found.oneId()), "Klopt niet.", roos);
    contradictions.look();

    assertThat(contradictions.read(found.id(), roos).state()).isEqualTo(Contradiction.State.OVER);
    assertThat(work).endsWith("settleContradiction: withdrawn");
    assertThatThrownBy(() -> contradictions.keep(found.id(), found.version(), "Toch.", roos))
        .hasMessageContaining("just decided");
  }

  @Test
  void aColleagueReportsWhatNoMachineSees() {
    var one = published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    var other = published(Audience.CUSTOMERS, "Mag mijn contract mee?", "Nee, nooit.");
    assertThat(contradictions.list(true, 10, roos)).isEmpty();

    contradictions.report(other, one, "Verhuizen met contract mag wel.", mark);
    assertThat(only().reportedBy()).isEqualTo("mark");
    assertThatThrownBy(() -> contradictions.report(one, other, "Nog eens.", mark))
        .hasMessageContaining("nothing to report");
    assertThatThrownBy(() -> contradictions.report(one, one, "Zelf.", mark))
        .hasMessageContaining("the other answer");
  }
}
