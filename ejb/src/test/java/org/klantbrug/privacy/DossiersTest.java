package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.sla.ClockState;

/** What a customer gets who asks what we keep of him. */
@OnDatabase
class DossiersTest {
  private final PrivacyFixture at = new PrivacyFixture();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void holdsWhatStandsOfTheCustomerInEveryCorner() {
    var dossier = at.dossiers.make(at.asked(PrivacyRequests.DOSSIER), at.officer);

    assertThat(dossier.parts())
        .extracting(Dossiers.Part::table)
        .contains(
            "customer_identity",
            "customer_party",
            "contract_contract",
            "contact_contact",
            "contact_question",
            "complaint_complaint",
            "complaint_event",
            "complaint_online",
            "customer_correction",
            "merger_staged_customer",
            "audit_event");
    assertThat(dossier.toString())
        .contains("Geheim van Sara Bakker", "Bakker is boos", "sara@example.org", "+31622222222");
  }

  @Test
  void holdsNothingOfAnotherCustomer() {
    assertThat(at.dossiers.make(at.asked(PrivacyRequests.DOSSIER), at.officer).toString())
        .doesNotContain("jan@example.org", "Noa", "Amrani", "noa@example.org");
  }

  @Test
  void holdsTheIdentitiesOfBothCompanies() {
    var jan = at.in.party(at.in.ours, "A1");
    assertThat(at.in.party(at.in.theirs, "B1")).as("one person").isEqualTo(jan);
    var id =
        at.requests.register(
            PrivacyRequests.DOSSIER,
            jan,
            "Per brief",
            "SHOWED_ID",
            PrivacyFixture.TODAY,
            at.officer);

    assertThat(at.dossiers.make(id, at.officer).toString())
        .contains("jan@example.org", "jan.nieuw@example.org");
  }

  @Test
  void thatItWasMadeIsWrittenDown() {
    at.dossiers.make(at.asked(PrivacyRequests.DOSSIER), at.officer);

    assertThat(at.audit.about("customer", at.party, 5))
        .extracting(Audit.Entry::action)
        .startsWith("dossierMade", "privacyRequested");
  }

  @Test
  void theClockRunsForAMonthFromTheDayOnWhichItReachedUs() {
    var received = LocalDate.parse("2026-05-31");
    var id =
        at.requests.register(
            PrivacyRequests.DOSSIER, at.party, "Per brief", "SHOWED_ID", received, at.officer);

    assertThat(at.requests.read(id, at.officer).dueOn()).isEqualTo("2026-06-30");
    assertThat(at.clocks.of(PrivacyRequests.SUBJECT, id))
        .singleElement()
        .satisfies(clock -> assertThat(clock.state()).isEqualTo(ClockState.RUNNING));

    at.dossiers.make(id, at.officer);
    at.requests.answered(id, at.version(id), at.officer);

    assertThat(at.clocks.of(PrivacyRequests.SUBJECT, id))
        .singleElement()
        .satisfies(clock -> assertThat(clock.state()).isEqualTo(ClockState.MET));
  }

  @Test
  void theSameIsAskedOnceAtATime() {
    at.asked(PrivacyRequests.DOSSIER);

    assertThatThrownBy(() -> at.asked(PrivacyRequests.DOSSIER))
        .hasMessageContaining("asked this already");
  }

  @Test
  void isNotMadeOfARequestToEraseNorAfterTheAnswer() {
    var erasure = at.asked(PrivacyRequests.ERASURE);
    assertThatThrownBy(() -> at.dossiers.make(erasure, at.officer))
        .hasMessageContaining("no request for a dossier");

    var refused = at.asked(PrivacyRequests.DOSSIER);
    at.requests.refuse(refused, at.version(refused), "Niet de klant zelf", at.officer);
    assertThatThrownBy(() -> at.dossiers.make(refused, at.officer))
        .hasMessageContaining("answered already");
  }

  @Test
  void nobodyIsAnsweredWithADossierThatWasNotMade() {
    var id = at.asked(PrivacyRequests.DOSSIER);

    assertThatThrownBy(() -> at.requests.answered(id, at.version(id), at.officer))
        .hasMessageContaining("not made yet");
  }

  @Test
  void followsTheCustomerWhoWentUpInAnother() {
    var id = at.asked(PrivacyRequests.DOSSIER);
    at.merged("A3");

    assertThat(at.dossiers.make(id, at.officer).toString())
        .contains("sara@example.org", "fatima@example.org");
  }

  @Test
  void holdsWhatCameWithACutOverThatWasTakenBack() {
    at.takenBack();
    var id = at.asked(PrivacyRequests.DOSSIER);

    assertThat(at.dossiers.make(id, at.officer).toString()).contains("sara@example.org");
  }

  @Test
  void holdsARecordThatWasRejected() {
    at.rejected();

    assertThat(at.dossiers.make(at.asked(PrivacyRequests.DOSSIER), at.officer).toString())
        .contains("B2;Geheim;Bakker");
  }

  @Test
  void itsLogNamesTheRequest() {
    var id = at.asked(PrivacyRequests.DOSSIER);
    at.dossiers.make(id, at.officer);

    assertThat(at.audit.about("customer", at.party, 1).get(0).purpose())
        .isEqualTo("PRIVACY_REQUEST " + id);
  }

  @Test
  void whoIsOutsideTheWallSeesNoRequestAndNoHoldBehindIt() {
    var id = at.asked(PrivacyRequests.DOSSIER);
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);
    assertThat(at.requests.list(9, at.officer)).hasSize(1);
    assertThat(at.holds.standing(9, at.officer)).hasSize(1);
    at.in.sql("update merger_merger set visible_from = '2030-01-01'");
    var outside = new Staff(at.in.operator, "olga", "Olga", "nl", false, null, Set.of(), Set.of());

    assertThat(at.requests.list(9, outside)).isEmpty();
    assertThat(at.holds.standing(9, outside)).isEmpty();
    assertThatThrownBy(() -> at.requests.open(id, outside)).hasMessageContaining("no such request");
  }

  @Test
  void whoMayNotLookOverTheWallMakesNoDossierOfWhoIsBehindIt() {
    var id = at.asked(PrivacyRequests.DOSSIER);
    at.in.sql("update merger_merger set visible_from = '2030-01-01'");
    var outside = new Staff(at.in.operator, "olga", "Olga", "nl", false, null, Set.of(), Set.of());

    assertThatThrownBy(() -> at.dossiers.make(id, outside)).hasMessageContaining("clean team");
  }

  /** What leaked is of somebody else as a rule, and so is what we thought of it. */
  @Test
  void saysThatDataLeakedAndNotWhose() {
    at.leaked("ASSESS");

    assertThat(at.dossiers.make(at.asked(PrivacyRequests.DOSSIER), at.officer).toString())
        .contains("D2026-0001")
        .doesNotContain("bij een ander");
  }
}
