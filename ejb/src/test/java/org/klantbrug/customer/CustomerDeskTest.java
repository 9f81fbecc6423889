package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.klantbrug.contact.OpenMatter;
import org.klantbrug.contact.OpenMatters;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contract.Contracts;
import org.klantbrug.shared.OnDatabase;

/** What opening a customer shows, to whom, and what it leaves behind. */
@OnDatabase
class CustomerDeskTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);

  private final DeskFixture at = new DeskFixture();
  private final long jan = at.party("A1");

  @Test
  void aCustomerOpensVeiledAndThatIsWrittenDown() {
    var opened = at.desk.open(jan, at.adviser);

    assertThat(opened.veiled()).isTrue();
    assertThat(at.written(jan)).containsExactly("customerOpened veiled");
  }

  @Test
  void aCheckLiftsTheVeilForWhoMadeItAndForHalfAnHour() {
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);

    assertThat(at.desk.open(jan, at.adviser).veiled()).isFalse();
    assertThat(at.desk.open(jan, at.steward).veiled()).isTrue();
    assertThat(at.desk.open(at.party("B2"), at.adviser).veiled()).isTrue();
    at.at(T.plus(Duration.ofMinutes(30)));
    assertThat(at.desk.open(jan, at.adviser).veiled()).isTrue();
    assertThat(at.written(jan))
        .contains("identityChecked ADDRESS ANSWERED", "customerOpened CUSTOMER_CONTACT");
  }

  @Test
  void whoIsNotRecognisedLetsTheVeilDownAgain() {
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);

    at.desk.noteCheck(jan, "BIRTH_DATE", "ANSWERED", false, null, at.adviser);

    assertThat(at.desk.open(jan, at.adviser).veiled()).isTrue();
    assertThat(at.written(jan)).contains("notRecognised BIRTH_DATE");
  }

  @Test
  void workWithoutTheCustomerNamesItsPurpose() {
    assertThatThrownBy(() -> at.desk.notePurpose(jan, "CUSTOMER_CONTACT", at.steward))
        .hasMessageContaining("for which work");

    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);

    assertThat(at.desk.open(jan, at.steward).veiled()).isFalse();
    assertThat(at.written(jan))
        .containsExactly("customerOpened DATA_QUALITY", "purposeNoted DATA_QUALITY");
  }

  @Test
  void theAnswerToAQuestionIsWhatEitherCompanyKnowsAndSeeingItIsWrittenDown() {
    var customer = at.desk.open(jan, at.adviser).customer();

    assertThat(at.desk.answers(customer, "EMAIL", at.adviser))
        .containsExactly("jan.nieuw@example.org", "jan@example.org");
    assertThat(at.desk.answers(customer, "ADDRESS", at.adviser))
        .containsExactly("Dorpsstraat 12, 1011AB Ede");
    assertThat(at.desk.answers(customer, "IBAN", at.adviser)).isEmpty();
    assertThat(at.written(jan))
        .containsExactly("answerShown ADDRESS", "answerShown EMAIL", "customerOpened veiled");
  }

  @Test
  void aCheckOfWhichPartIsMissingIsNotNoted() {
    assertThatThrownBy(() -> at.desk.noteCheck(jan, "ADDRESS", null, true, null, at.adviser))
        .hasMessageContaining("how the customer was recognised");
    assertThatThrownBy(() -> at.desk.noteCheck(jan, null, "ANSWERED", true, null, at.adviser))
        .hasMessageContaining("Choose what was asked");
    assertThat(at.desk.open(jan, at.adviser).veiled()).isTrue();
  }

  @Test
  void whoWasNotRecognisedWasRecognisedInNoWay() {
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", false, null, at.adviser);

    assertThat(at.desk.open(jan, at.adviser).check().how()).isNull();
    assertThat(at.written(jan)).contains("notRecognised ADDRESS");
    at.desk.noteCheck(jan, "ADDRESS", null, false, null, at.adviser);
    assertThat(at.desk.open(jan, at.adviser).veiled()).isTrue();
  }

  /** He said a number that is not his: that leaves a trace, and cannot be tried without end. */
  @Test
  void aNumberThatIsNotHisIsNotedAndNotTriedWithoutEnd() {
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);

    assertThatThrownBy(() -> saysNumber("0612000001")).hasMessageContaining("Neither company");
    assertThat(at.desk.open(jan, at.adviser).veiled()).isTrue();
    assertThat(at.written(jan)).contains("notRecognised PHONE");
    assertThatThrownBy(() -> saysNumber("0612000002")).hasMessageContaining("Neither company");
    assertThatThrownBy(() -> saysNumber("0612000003")).hasMessageContaining("Neither company");
    assertThatThrownBy(() -> saysNumber("0612000004")).hasMessageContaining("something else");
  }

  private void saysNumber(String number) {
    at.desk.noteCheck(jan, "PHONE", "ANSWERED", true, number, at.adviser);
  }

  @Test
  void aSecretAddressIsNeverUsedAsAQuestion() {
    at.in.golden.setByHand(jan, "circumstance", "SECRET_ADDRESS", at.steward.id(), version(jan), T);

    assertThat(at.desk.look(jan, at.adviser).customer().answers("ADDRESS")).isEmpty();
  }

  @Test
  void aMaskedValueIsShownOnlyBehindTheVeilAndWrittenDown() {
    assertThatThrownBy(() -> at.desk.reveal(jan, "IBAN", at.adviser))
        .hasMessageContaining("veiled");
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);

    accountAndBirthDateAreKnown();
    var line = at.desk.reveal(jan, "IBAN", at.adviser).orElseThrow();

    assertThat(line.text()).isEqualTo(at.desk.look(jan, at.adviser).customer().value("iban"));
    assertThat(at.written(jan).get(0)).isEqualTo("valueRevealed IBAN CUSTOMER_CONTACT");
  }

  @Test
  void programsSeeOfABirthDateAndABankAccountNoMoreThanTheScreenShows() {
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);
    accountAndBirthDateAreKnown();
    var inFull = at.desk.look(jan, at.adviser).customer();

    var given = at.desk.openUnveiled(jan, at.adviser);

    assertThat(given.value("iban"))
        .endsWith(inFull.value("iban").substring(inFull.value("iban").length() - 4))
        .startsWith("****");
    assertThat(given.value("birth_date"))
        .isEqualTo(inFull.value("birth_date").substring(0, 4) + "-**-**");
    assertThat(given.value("city")).isEqualTo(inFull.value("city"));
    assertThat(given.toString())
        .doesNotContain(inFull.value("iban"))
        .doesNotContain(inFull.value("birth_date"));
  }

  private void accountAndBirthDateAreKnown() {
    at.in.golden.setByHand(jan, "iban", "NL91ABNA0417164300", at.steward.id(), version(jan), T);
    at.in.golden.setByHand(jan, "birth_date", "1980-02-29", at.steward.id(), version(jan), T);
  }

  @Test
  void programsGetNothingOfAVeiledCustomer() {
    assertThatThrownBy(() -> at.desk.openUnveiled(jan, at.adviser))
        .hasMessageContaining("identity check");
    at.desk.noteCheck(jan, "ADDRESS", "ANSWERED", true, null, at.adviser);

    assertThat(at.desk.openUnveiled(jan, at.adviser).number()).startsWith("K");
  }

  @Test
  void beforeTheWallFallsTheirCustomerCannotBeOpened() {
    at.at(Instant.parse("2026-04-30T08:00:00Z"));

    assertThatThrownBy(() -> at.desk.open(at.party("B2"), at.adviser))
        .hasMessageContaining("no customer");
    assertThat(at.desk.open(jan, at.adviser).customer().identities()).hasSize(1);
  }

  @Test
  void aMergeByNumberCanBeSplitFromTheCustomerItWentInto() {
    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);

    assertThat(at.desk.merge(jan, "B2", "zelfde persoon", at.steward)).isEqualTo("Sara Bakker");
    var merges = at.desk.look(jan, at.steward).merges();
    assertThat(merges)
        .singleElement()
        .satisfies(
            merge -> {
              assertThat(merge.reason()).isEqualTo("zelfde persoon");
              assertThat(merge.at()).isEqualTo(T);
              assertThat(merge.byName()).isEqualTo("Frits Finance");
            });
    at.desk.split(jan, merges.get(0).id(), "toch niet", at.steward);

    assertThat(at.desk.look(jan, at.steward).merges()).isEmpty();
    assertThat(at.written(jan).get(0)).startsWith("customersSplit K");
    assertThatThrownBy(() -> at.desk.merge(jan, "nobody", "zelfde", at.steward))
        .hasMessageContaining("no customer with this number");
  }

  @Test
  void aNumberThatBothCompaniesGaveIsNotGuessedAt() {
    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);
    at.in.sql("update customer_identity set source_key = '1001' where source_key in ('A2', 'B2')");
    var sara = at.view.find(at.in.party(at.in.theirs, "1001"), EVERYTHING).orElseThrow();
    var piet = at.view.find(at.in.party(at.in.ours, "1001"), EVERYTHING).orElseThrow();

    assertThatThrownBy(() -> at.desk.merge(jan, "1001", "zelfde persoon", at.steward))
        .hasMessageContaining("1001 is that of more than one customer")
        .hasMessageContaining("NOORD 1001 = " + piet.number())
        .hasMessageContaining("ZUID 1001 = " + sara.number());
    assertThat(at.desk.look(jan, at.steward).merges()).isEmpty();

    assertThat(at.desk.merge(jan, sara.number(), "zelfde persoon", at.steward))
        .isEqualTo("Sara Bakker");
  }

  @Test
  void aCustomerBehindTheWallDoesNotStandInTheWayOfOneInSight() {
    at.at(Instant.parse("2026-04-30T08:00:00Z"));
    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);
    at.in.sql("update customer_identity set source_key = '1001' where source_key in ('A2', 'B2')");

    assertThatThrownBy(() -> at.desk.merge(jan, "B4", "zelfde persoon", at.steward))
        .hasMessageContaining("no customer with this number");
    assertThat(at.desk.merge(jan, "1001", "zelfde persoon", at.steward)).isEqualTo("Piet Jansen");
  }

  @Test
  void twoNumbersOfOneCustomerThatAreTheSameAreNoDoubt() {
    at.in.sql("update customer_identity set source_key = '1001' where source_key in ('A1', 'B1')");

    assertThat(at.numbers.holders("1001", EVERYTHING))
        .singleElement()
        .satisfies(
            holder -> {
              assertThat(holder.partyId()).isEqualTo(jan);
              assertThat(holder.known()).isEqualTo("NOORD 1001, ZUID 1001");
            });
  }

  @Test
  void whoHasTheNumberHimselfGoesBeforeWhomItLeadsTo() {
    var sara = at.party("B2");
    var number = at.view.find(sara, EVERYTHING).orElseThrow().number();
    at.merging.merge(jan, sara, at.steward.id(), "zelfde", T);
    assertThat(at.numbers.holders(number, EVERYTHING))
        .extracting(CustomerNumbers.Holder::partyId)
        .containsExactly(jan);

    at.in.sql(
        "update customer_party_link set party_id = %d where ended_at is null and identity_id = %d"
            .formatted(sara, at.in.identity(at.in.theirs, "B2")));

    assertThat(at.numbers.holders(number, EVERYTHING))
        .as("transferred anew, while the merge stands")
        .extracting(CustomerNumbers.Holder::partyId)
        .containsExactly(sara);
  }

  @Test
  void valuesThatBelongTogetherAreOneLineWithWhatTheOtherCompanySays() {
    var lines = at.desk.look(jan, at.adviser).customer().lines();

    assertThat(lines)
        .filteredOn(line -> line.group().equals("EMAIL"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.text()).isEqualTo("jan.nieuw@example.org");
              assertThat(line.others())
                  .extracting(CustomerPage.Other::text)
                  .containsExactly("jan@example.org");
            });
    assertThat(lines)
        .filteredOn(line -> line.group().equals("ADDRESS"))
        .singleElement()
        .satisfies(line -> assertThat(line.others()).as("they say the same").isEmpty());
  }

  @Test
  void whatRunsIsReadInOneStatementAsItIsReadInFour() {
    var sight = Sight.ofEverything(at.clock.today());
    var contracts = new Contracts(at.in.database);
    for (var key : new String[] {"A1", "B2", "B4"}) {
      var running = contracts.running(at.party(key), sight);

      assertThat(running.contracts()).isEqualTo(contracts.of(at.party(key), sight));
      assertThat(running.invoices()).isEqualTo(contracts.invoicesOf(at.party(key), sight));
      assertThat(running.arrangements()).isEqualTo(contracts.arrangementsOf(at.party(key), sight));
      assertThat(running.mandates()).isEqualTo(contracts.mandatesOf(at.party(key), sight));
    }
    assertThat(contracts.running(jan, sight).mandates()).hasSize(1);
  }

  @Test
  void whatACustomerWaitsForAreOpenPromisesAndComplaints() {
    var matters = new OpenMatters(at.in.database);
    var sight = Sight.ofEverything(at.clock.today());

    assertThat(matters.of(at.party("B2"), sight))
        .extracting(OpenMatter::text)
        .containsExactly("Belt terug over de meterstand");
    assertThat(matters.of(at.party("B4"), sight))
        .extracting(OpenMatter::subject, OpenMatter::text, OpenMatter::fileName)
        .containsExactly(tuple("COMPLAINT", "Al drie keer gebeld", "acquired_klachten.csv"));
  }

  @Test
  void whereATimelineGoesOnSurvivesAnAddress() {
    var before = new Timeline.Before(Instant.parse("2020-01-05T11:00:00.123456Z"), 17);

    assertThat(Timeline.Before.parse(before.toString())).isEqualTo(before);
    assertThat(Timeline.Before.parse("2020-99-99T11:00:00Z_1")).isEqualTo(Timeline.Before.NOTHING);
    assertThat(Timeline.Before.parse(null)).isEqualTo(Timeline.Before.NOTHING);
  }

  private int version(long party) {
    return at.desk.look(party, at.adviser).customer().version();
  }
}
