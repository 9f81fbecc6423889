package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** A run was given up: the next one gets its files again without anybody sending them. */
@OnDatabase
class FilesAgainTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\nNL-1;Vos\nNL-2;de Wit\n";
  private static final String CONTACTS =
      "ContactId;Klantnr;Datum;Tekst\nT-1;NL-1;05-06-2026 12:00;Gebeld over de meter\n";

  @TempDir private Path store;
  private MergerFixture merger;
  private FilesAgain again;
  private ControlTotals totals;
  private long first;
  private Delivery customers;
  private Delivery contacts;

  @BeforeEach
  void aRunHasTwoFilesOfWhichOneIsConfirmed() {
    merger = new MergerFixture(store);
    totals =
        new ControlTotals(
            merger.database,
            merger.deliveries,
            new ControlTotalChanges(merger.database, merger.audit));
    again = new FilesAgain(merger.database, merger.deliveries, totals);
    first = merger.run();
    customers = merger.imported(first, Entity.CUSTOMER, CUSTOMERS);
    var registered = merger.register(first, Entity.CONTACT, CONTACTS);
    contacts =
        merger.save(registered.id(), merger.deliveries.proposeMapping(registered.id()).mapping());
  }

  @Test
  void theNextRunGetsThemAsTheyWereReadAndWhatWasConfirmedStaysConfirmed() {
    giveUp();
    var next = merger.run();

    var brought = bring(next);

    assertThat(brought)
        .extracting(Delivery::fileName)
        .containsExactly("made_up.csv", "made_up.csv");
    assertThat(brought)
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.CONFIRMED, Delivery.State.MAPPED);
    assertThat(brought).extracting(Delivery::runId).containsOnly(next);
    assertThat(brought.get(0).mappingId()).isEqualTo(customers.mappingId());
    assertThat(brought.get(0).extractAsOf()).isEqualTo(customers.extractAsOf());
    assertThat(brought.get(0).counts()).isNull();
    assertThat(merger.deliveries.mapping(brought.get(1).id()))
        .isEqualTo(merger.deliveries.mapping(contacts.id()));
    merger.importFile(brought.get(0).id());
    assertThat(merger.settlement.settle(merger.lease, brought.get(0).id(), NOW).counts().staged())
        .isEqualTo(2);
  }

  @Test
  void aDraftOfTheNextRunIsItsOwn() {
    giveUp();
    var brought = bring(merger.run()).get(1);

    merger.confirm(brought.id(), merger.staff, "Their owner", NOW);

    assertThat(brought.mappingId()).isNotEqualTo(contacts.mappingId());
    assertThat(merger.deliveries.read(contacts.id()).state()).isEqualTo(Delivery.State.MAPPED);
  }

  @Test
  void aFormThatSomebodyCorrectedIsKept() {
    new Mappings(merger.database, merger.deliveries)
        .changeForm(contacts.id(), "windows-1252", ";", merger.change());
    giveUp();

    var brought = bring(merger.run()).get(1);

    assertThat(brought.form().charset()).isEqualTo("windows-1252");
    assertThat(brought.changedBy()).isEqualTo("Sanne");
  }

  @Test
  void whatIsLiveDoesNotComeAgain() {
    merger.cutover(customers.runId(), "TRANSFER");
    giveUp();

    var next = merger.run();

    assertThat(again.possible(next)).extracting(Delivery::id).containsExactly(contacts.id());
    assertThat(bring(next)).extracting(Delivery::entity).containsExactly(Entity.CONTACT);
  }

  @Test
  void theTotalsOfTheirBooksComeAlongForTheRecordsThatCome() {
    total(first, Entity.CUSTOMER, "2");
    total(first, Entity.INVOICE, "9");
    giveUp();
    var next = merger.run();

    bring(next);

    assertThat(totals.ofRun(next))
        .containsExactly(
            new ControlTotal(
                next, merger.acquired, Entity.CUSTOMER, "COUNT", new BigDecimal("2"), "grootboek"));
    assertThat(new ControlTotalChanges(merger.database, merger.audit).ofRun(next))
        .extracting(ControlTotalChanges.Change::after)
        .containsExactly(new BigDecimal("2"));
  }

  @Test
  void aTotalThatTheNextRunHasAlreadyStays() {
    total(first, Entity.CUSTOMER, "2");
    giveUp();
    var next = merger.run();
    total(next, Entity.CUSTOMER, "3");

    bring(next);

    assertThat(totals.ofRun(next))
        .extracting(ControlTotal::value)
        .containsExactly(new BigDecimal("3"));
  }

  private void total(long run, Entity entity, String count) {
    totals.enter(
        List.of(
            new ControlTotal(
                run, merger.acquired, entity, "COUNT", new BigDecimal(count), "grootboek")),
        new ControlTotals.By(merger.staff, null, NOW));
  }

  @Test
  void askedTwiceTheyComeOnce() {
    giveUp();
    var next = merger.run();
    bring(next);

    assertThat(again.possible(next)).isEmpty();
    refused("delivery.none-again", next);
    assertThat(merger.deliveries.ofRun(next)).hasSize(2);
  }

  @Test
  void aRunThatWasStartedGetsNone() {
    giveUp();
    var next = merger.run();
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'IMPORTING' where id = " + next));

    refused("delivery.none-again", next);
  }

  @Test
  void allComeOrNone() throws IOException {
    giveUp();
    Files.delete(contacts.storedPath());
    var next = merger.run();

    refused("delivery.file-missing", next);

    assertThat(merger.deliveries.ofRun(next)).isEmpty();
    try (var files = Files.list(store)) {
      assertThat(files).containsExactly(customers.storedPath());
    }
  }

  private void giveUp() {
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'ABANDONED', closed_at = now()"));
  }

  private List<Delivery> bring(long run) {
    return again.bring(run, store, merger.staff, NOW);
  }

  private void refused(String rule, long run) {
    assertThatThrownBy(() -> bring(run))
        .isInstanceOfSatisfying(
            RuleBroken.class, broken -> assertThat(broken.key()).isEqualTo(rule));
  }
}
