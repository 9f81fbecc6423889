package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** A customer is written to at the address that a colleague reads on his page. */
@OnDatabase
class EmailAddressesTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);
  private static final Sight BEFORE_THE_WALL_FALLS =
      new Sight(LocalDate.parse("2026-04-30"), false);

  private final DeskFixture at = new DeskFixture();
  private final long jan = at.party("A1");
  private final long asWeKnowHim = at.in.identity(at.in.ours, "A1");

  @AfterEach
  void close() {
    at.in.close();
  }

  @Test
  void itIsTheNewestOfBothCompaniesWhereHisPageShowsThat() {
    assertThat(shown(EVERYTHING)).isEqualTo("jan.nieuw@example.org");
    assertThat(written(EVERYTHING)).isEqualTo("jan.nieuw@example.org");
  }

  @Test
  void whatIsBehindTheWallIsNotWrittenToByWhoDoesNotSeeIt() {
    assertThat(shown(BEFORE_THE_WALL_FALLS)).isEqualTo("jan@example.org");
    assertThat(written(BEFORE_THE_WALL_FALLS)).isEqualTo("jan@example.org");
  }

  @Test
  void amongTheAddressesOfBothCompaniesAColleagueCanChooseThoseThatHeMaySee() {
    assertThat(all(EVERYTHING)).containsExactly("jan@example.org", "jan.nieuw@example.org");
    assertThat(all(BEFORE_THE_WALL_FALLS)).containsExactly("jan@example.org");
    at.in.sql("update customer_identity set email = 'JAN@example.org' where source_key = 'B1'");

    assertThat(all(EVERYTHING)).as("one mailbox, however it is written").hasSize(1);
  }

  private List<String> all(Sight sight) {
    return at.in.database.with(handle -> EmailAddresses.all(handle, asWeKnowHim, sight)).stream()
        .map(EmailAddresses.Known::address)
        .toList();
  }

  @Test
  void whatWasSetByHandGoesBeforeEither() {
    at.in.sql(
        "update customer_party set set_by_hand = true, email = 'hand@example.org',"
            + " provenance = provenance || '{\"email\": {\"rule\": \"HAND\", \"at\": \"2026-05-04T08:00:00Z\", \"locked\": true}}'"
            + " where id = "
            + jan);

    assertThat(written(EVERYTHING)).isEqualTo("hand@example.org");
    assertThat(written(BEFORE_THE_WALL_FALLS)).isEqualTo("hand@example.org");
  }

  @Test
  void itIsReadInFullOnlyWhileTheCustomersPageIsOpenForTheColleague() {
    assertThat(readBy()).isEqualTo("j***@example.org");

    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);
    assertThat(readBy()).isEqualTo("jan.nieuw@example.org");

    at.at(at.clock.now().plus(IdentityCheck.HOLDS).plusSeconds(1));
    assertThat(readBy()).isEqualTo("j***@example.org");

    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", false, null, at.adviser);
    assertThat(readBy()).as("he was not recognised").isEqualTo("j***@example.org");
  }

  private String readBy() {
    return at.in.database.with(
        handle ->
            EmailAddresses.readBy(
                handle, written(EVERYTHING), asWeKnowHim, at.adviser, at.clock.now()));
  }

  private String shown(Sight sight) {
    return at.view.find(jan, sight).orElseThrow().values().get("email").value();
  }

  private String written(Sight sight) {
    return at.in.database.with(
        handle -> EmailAddresses.of(handle, asWeKnowHim, sight).orElseThrow());
  }
}
