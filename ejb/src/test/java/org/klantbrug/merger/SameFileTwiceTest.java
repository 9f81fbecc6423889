package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** Two people have the same file open: who saves second is told, and nothing is lost silently. */
@OnDatabase
class SameFileTwiceTest {
  private static final Instant FIRST = Instant.parse("2026-11-02T13:32:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(300);

  @TempDir private Path store;
  private MergerFixture merger;
  private Delivery opened;
  private long fatima;

  @BeforeEach
  void aFileIsOpenTwice() {
    merger = new MergerFixture(store);
    fatima =
        merger.database.with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values ('fatima', 'Fatima el"
                            + " Amrani') returning id")
                    .mapTo(Long.class)
                    .one());
    opened = merger.register(merger.run(), Entity.CUSTOMER, "Klantnr;Naam\n1;Vos\n;Bos\n");
  }

  @Test
  void whoSavesSecondIsToldWhoWasFirstAndWhen() {
    merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));

    assertThatThrownBy(
            () ->
                merger.deliveries.saveMapping(opened.id(), mapping(null), by(merger.staff, SECOND)))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule -> {
              assertThat(rule.key()).isEqualTo("delivery.reading-changed");
              assertThat(rule.textIn(Locale.forLanguageTag("nl")))
                  .startsWith("Fatima el Amrani heeft op 2 november 14:32 ");
            });
    assertThat(merger.deliveries.mapping(opened.id())).isEqualTo(mapping("Naam"));
  }

  @Test
  void whoHasSeenWhatTheFirstSavedSavesOnTopOfIt() {
    var first = merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));

    var second =
        merger.deliveries.saveMapping(
            opened.id(), mapping(null), new ReadingChange(first.version(), merger.staff, SECOND));

    assertThat(merger.deliveries.mapping(opened.id())).isEqualTo(mapping(null));
    assertThat(second.changedBy()).isEqualTo("Sanne");
    assertThat(second.changedAt()).isEqualTo(SECOND);
  }

  @Test
  void whatWasConfirmedMeanwhileIsNotOpenedAgainBySavingAnOldPage() {
    var first = merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));
    merger.deliveries.confirmMapping(
        opened.id(), "Owner", new ReadingChange(first.version(), fatima, FIRST));

    refused(
        () ->
            merger.deliveries.saveMapping(
                opened.id(),
                mapping(null),
                new ReadingChange(first.version(), merger.staff, SECOND)));
    assertThat(merger.deliveries.read(opened.id()).state()).isEqualTo(Delivery.State.CONFIRMED);
  }

  @Test
  void whatOneHasNotSeenIsNotConfirmed() {
    var seen = merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));
    merger.deliveries.saveMapping(
        opened.id(), mapping(null), new ReadingChange(seen.version(), merger.staff, SECOND));

    refused(
        () ->
            merger.deliveries.confirmMapping(
                opened.id(), "Owner", new ReadingChange(seen.version(), fatima, SECOND)));
    assertThat(merger.deliveries.read(opened.id()).state()).isEqualTo(Delivery.State.MAPPED);
  }

  @Test
  void aCorrectedSeparatorMakesAnOldPageOldToo() {
    new Mappings(merger.database, merger.deliveries)
        .changeForm(opened.id(), "windows-1252", ";", by(fatima, FIRST));

    refused(
        () -> merger.deliveries.saveMapping(opened.id(), mapping(null), by(merger.staff, SECOND)));
  }

  @Test
  void anImportThatStoppedMakesNoPageOld() {
    var seen = confirmed();
    stopsOnTooManyRejects();

    merger.deliveries.saveMapping(
        opened.id(), mapping(null), new ReadingChange(seen.version(), merger.staff, SECOND));

    assertThat(merger.deliveries.mapping(opened.id())).isEqualTo(mapping(null));
  }

  @Test
  void afterAnImportThatStoppedAnOldPageHearsThatTheMappingIsConfirmed() {
    var seen = confirmed();
    stopsOnTooManyRejects();

    refused("mapping.confirmed-already", () -> confirmOn(seen));
  }

  @Test
  void afterTheImportAnOldPageHearsThatTheMappingIsConfirmedOrTheFileImported() {
    var seen = confirmed();
    merger.importFile(opened.id());
    merger.settlement.settle(merger.lease, opened.id(), SECOND);

    refused("mapping.confirmed-already", () -> confirmOn(seen));
    refused(
        "delivery.imported-already",
        () ->
            merger.deliveries.saveMapping(
                opened.id(),
                mapping(null),
                new ReadingChange(seen.version(), merger.staff, SECOND)));
  }

  @Test
  void withoutAVersionTheLastOneCounts() {
    merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));

    merger.save(opened.id(), mapping(null));

    assertThat(merger.deliveries.mapping(opened.id())).isEqualTo(mapping(null));
  }

  private ReadingChange by(long staff, Instant at) {
    return new ReadingChange(opened.version(), staff, at);
  }

  private Delivery confirmed() {
    var first = merger.deliveries.saveMapping(opened.id(), mapping("Naam"), by(fatima, FIRST));
    return merger.deliveries.confirmMapping(
        opened.id(), "Owner", new ReadingChange(first.version(), fatima, FIRST));
  }

  private void confirmOn(Delivery seen) {
    merger.deliveries.confirmMapping(
        opened.id(), "Owner", new ReadingChange(seen.version(), merger.staff, SECOND));
  }

  private void stopsOnTooManyRejects() {
    refused(
        "delivery.too-many-rejects",
        () ->
            merger.imports.importFile(
                merger.lease, opened.id(), MergerFixture.plan(1, 0), (records, rejects) -> {}));
    assertThat(merger.deliveries.read(opened.id()).state()).isEqualTo(Delivery.State.FAILED);
  }

  private static void refused(Runnable what) {
    refused("delivery.reading-changed", what);
  }

  private static void refused(String key, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo(key));
  }

  /**
   * @param familyName the column that holds it; null keeps that column aside
   */
  private static Mapping mapping(String familyName) {
    return new Mapping(
        Entity.CUSTOMER,
        List.of(
            new Mapping.Column(
                "Klantnr", Mapping.Use.FIELDS, List.of(Mapping.Target.plain("source_key"))),
            familyName == null
                ? new Mapping.Column("Naam", Mapping.Use.EXTRA, List.of())
                : new Mapping.Column(
                    familyName, Mapping.Use.FIELDS, List.of(Mapping.Target.plain("family_name")))));
  }
}
