package org.klantbrug.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;

/** All who serve customers read the same, and it is known who did. */
@OnDatabase
class BriefingsTest {
  private final MadeUpMerger in = new MadeUpMerger();
  private final ProgrammeFixture on = new ProgrammeFixture(in);
  private final long desk = on.team("Klantenservice");
  private final long billing = on.team("Facturatie");
  private final Staff lotte = on.colleague("Lotte", desk, "adviser", Action.BRIEFING_READ);
  private final Staff emma = on.colleague("Emma", desk, "backOfficeHandler", Action.BRIEFING_READ);
  private final Staff pieter =
      on.colleague("Pieter", billing, "departmentOwner", Action.BRIEFING_READ);
  private final Staff hugo =
      on.colleague("Hugo", desk, "teamLead", Action.BRIEFING_READ, Action.BRIEFING_EXCUSE);

  @BeforeEach
  void begin() {
    on.checklist.begin(in.merger, on.lead);
    on.work.clear();
  }

  @AfterEach
  void close() {
    in.close();
  }

  private long published() {
    return on.briefings.publish(in.merger, "Wat verandert er", "De incasso", on.lead);
  }

  private Briefings.Count counted(long briefing) {
    return Briefings.count("", on.briefings.readers(briefing));
  }

  @Test
  void allWhoServeCustomersAreAskedAndNobodyElse() {
    var id = published();

    assertThat(on.briefings.readers(id))
        .extracting(Reader::name)
        .containsExactlyInAnyOrder("Lotte", "Emma", "Pieter", "Hugo");
    assertThat(on.work)
        .containsExactlyInAnyOrder(
            "readBriefing of " + lotte.id(),
            "readBriefing of " + emma.id(),
            "readBriefing of " + pieter.id(),
            "readBriefing of " + hugo.id());
    assertThat(on.briefings.waitingFor(on.finance)).isEmpty();
  }

  @Test
  void whoConfirmedHasReadItOnce() {
    var id = published();

    on.briefings.read(id, lotte);
    on.briefings.read(id, lotte);

    assertThat(counted(id)).isEqualTo(new Briefings.Count("", 4, 1, 0));
    assertThat(counted(id).percent()).isEqualTo(25);
    assertThat(on.work).filteredOn("readBriefing: read"::equals).hasSize(1);
    assertThat(on.briefings.waitingFor(lotte)).isEmpty();
    assertThat(on.briefings.waitingFor(emma)).hasSize(1);
    assertThatThrownBy(() -> on.briefings.read(id, on.finance))
        .hasMessageContaining("not for this person");
  }

  @Test
  void aNewVersionIsReadAnewByAll() {
    var first = published();
    on.briefings.read(first, lotte);

    var second = on.briefings.publish(in.merger, "Wat verandert er", "Ook de brief", on.lead);

    assertThat(on.briefings.look(second).no()).isEqualTo(2);
    assertThat(counted(second).read()).isZero();
    assertThat(on.briefings.waitingFor(lotte)).extracting(Briefing::id).containsExactly(second);
    assertThatThrownBy(() -> on.briefings.read(first, emma)).hasMessageContaining("newer");
  }

  @Test
  void whoIsNotThereIsExcusedByHisTeamLeadAloneAndDoesNotCount() {
    var id = published();
    on.briefings.read(id, lotte);
    on.briefings.read(id, hugo);

    assertThatThrownBy(() -> on.briefings.excuse(id, pieter.id(), "Op vakantie", hugo))
        .hasMessageContaining("own team");
    assertThatThrownBy(() -> on.briefings.excuse(id, lotte.id(), "Ziek", hugo))
        .hasMessageContaining("already");
    on.briefings.excuse(id, emma.id(), "Ziek", hugo);

    assertThat(counted(id)).isEqualTo(new Briefings.Count("", 4, 2, 1));
    assertThat(counted(id).percent()).isEqualTo(66);
    on.briefings.read(id, emma);
    assertThat(counted(id)).as("back, and read").isEqualTo(new Briefings.Count("", 4, 3, 0));
  }

  @Test
  void whoComesLaterIsAskedToo() {
    var id = published();
    on.work.clear();
    var noa = on.colleague("Noa", desk, "adviser", Action.BRIEFING_READ);

    on.briefings.askWhoCame();
    on.briefings.askWhoCame();

    assertThat(on.work).containsExactly("readBriefing of " + noa.id());
    assertThat(counted(id).asked()).isEqualTo(5);
  }
}
