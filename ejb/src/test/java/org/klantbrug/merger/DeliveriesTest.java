package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

@OnDatabase
class DeliveriesTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\nNL-1;Vos\nNL-2;de Wit\n";

  @TempDir Path store;
  private MergerFixture merger;
  private long run;

  @BeforeEach
  void openARun() {
    merger = new MergerFixture(store);
    run = merger.run();
  }

  @Test
  void aRegisteredFileIsKeptUnchangedWithItsForm() throws IOException {
    var delivery = merger.register(run, Entity.CUSTOMER, CUSTOMERS);

    assertThat(delivery.state()).isEqualTo(Delivery.State.REGISTERED);
    assertThat(delivery.form().header()).containsExactly("Klantnr", "Achternaam");
    assertThat(Files.readString(delivery.storedPath())).isEqualTo(CUSTOMERS);
    assertThat(merger.deliveries.ofRun(run)).containsExactly(delivery);
    try (var files = Files.list(store)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void theSameFileIsRefusedTheSecondTimeThoughRenamedOrPacked() throws IOException {
    merger.register(run, Entity.CUSTOMER, CUSTOMERS);

    refused("delivery.delivered-before", () -> merger.register(run, Entity.CUSTOMER, CUSTOMERS));
    refused(
        "delivery.delivered-before",
        () -> register("other.csv.gz", packed(CUSTOMERS), merger.acquired, merger.run()));
    assertThat(merger.deliveries.ofRun(run)).hasSize(1);
    try (var files = Files.list(store)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aNameWithAPathInItStaysAName() throws IOException {
    var delivery =
        register(
            "../../etc/x\r\n.csv",
            CUSTOMERS.getBytes(StandardCharsets.UTF_8),
            merger.acquired,
            run);

    assertThat(delivery.fileName()).isEqualTo("../../etc/x\r\n.csv");
    assertThat(delivery.storedPath().getParent()).isEqualTo(store.toAbsolutePath());
  }

  @Test
  void aRefusedFileLeavesNothingBehind() throws IOException {
    refused("delivery.one-column", () -> merger.register(run, Entity.CUSTOMER, "Klantnr\n1\n"));

    assertThat(merger.deliveries.ofRun(run)).isEmpty();
    try (var files = Files.list(store)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void filesAreTakenOnlyForAnOpenRunOfTheirMerger() {
    var stranger =
        merger.one(
            Long.class,
            "insert into merger_company (code, name) values ('OTHER', 'Other') returning id");
    refused(
        "delivery.company-not-in-merger",
        () -> register("x", CUSTOMERS.getBytes(StandardCharsets.UTF_8), stranger, run));
    refused(
        "delivery.run-is-over",
        () -> register("x", CUSTOMERS.getBytes(StandardCharsets.UTF_8), merger.acquired, 999));
    merger.database.use(handle -> handle.execute("update merger_run set state = 'CLOSED'"));
    refused("delivery.run-is-over", () -> merger.register(run, Entity.CUSTOMER, CUSTOMERS));
  }

  @Test
  void anExtractOfTomorrowIsRefused() {
    var announced =
        new Deliveries.Announced(
            run,
            merger.acquired,
            Entity.CUSTOMER,
            Delivery.Mode.FULL,
            MergerFixture.NOW.plusSeconds(1),
            "x");
    refused(
        "delivery.extract-in-future",
        () ->
            merger.deliveries.register(
                announced,
                new ByteArrayInputStream(new byte[0]),
                store,
                merger.staff,
                MergerFixture.NOW));
  }

  @Test
  void aConfirmedMappingIsNeverChanged() {
    var delivery = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);

    refused(
        "mapping.confirmed-already",
        () -> merger.confirm(delivery.id(), merger.staff, "Their owner", MergerFixture.NOW));
    assertThatThrownBy(
            () ->
                merger.database.use(
                    handle -> handle.execute("update merger_mapping set mapping = '{}'")))
        .hasMessageContaining("is confirmed and stays");

    var again = merger.save(delivery.id(), merger.deliveries.mapping(delivery.id()));
    assertThat(again.state()).isEqualTo(Delivery.State.MAPPED);
    assertThat(again.mappingId()).isNotEqualTo(delivery.mappingId());
    assertThat(merger.all(Integer.class, "select version from merger_mapping order by id"))
        .containsExactly(1, 2);
  }

  @Test
  void aMappingIsConfirmedByBothCompaniesAndOnlyWhenItFits() {
    var delivery = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    refused(
        "mapping.not-saved",
        () -> merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW));

    var undecided =
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                new Mapping.Column("Klantnr", Mapping.Use.UNDECIDED, List.of()),
                new Mapping.Column("Achternaam", Mapping.Use.NOT_NEEDED, List.of())));
    merger.save(delivery.id(), undecided);

    refused(
        "mapping.undecided",
        () -> merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW));
    refused(
        "mapping.name-of-their-owner",
        () -> merger.confirm(delivery.id(), merger.staff, " ", MergerFixture.NOW));
  }

  @Test
  void theNextDeliveryIsProposedTheMappingThatWasConfirmed() {
    var first = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    var strict = merger.deliveries.proposeMapping(first.id()).mapping();
    var confirmed =
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                strict.columns().get(0),
                new Mapping.Column(
                    "Achternaam",
                    Mapping.Use.FIELDS,
                    List.of(Mapping.Target.plain("full_name").strictly()))));
    merger.save(first.id(), confirmed);
    merger.confirm(first.id(), merger.staff, "Owner", MergerFixture.NOW);

    var second = merger.register(run, Entity.CUSTOMER, CUSTOMERS + "NL-3;Bos\n");
    var proposal = merger.deliveries.proposeMapping(second.id());

    assertThat(proposal.mapping()).isEqualTo(confirmed);
    assertThat(proposal.columns().get(1).confidence()).isEqualTo(1);
  }

  @Test
  void thePreviewShowsRecordsAsTheyWillBeRead() {
    var delivery = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS + ";Bos\n");

    var records = merger.previews.of(delivery.id(), 5);

    assertThat(records).hasSize(3);
    assertThat(records.get(1).line()).isEqualTo(3);
    assertThat(records.get(1).values())
        .containsEntry("source_key", "NL-2")
        .containsEntry("family_name", "de Wit");
    assertThat(records.get(2).reject().reason().name()).isEqualTo("NO_KEY");
    assertThat(merger.previews.of(delivery.id(), 1)).hasSize(1);
  }

  @Test
  void whoReadsRecordsOrSamplesOfAFileIsWrittenDown() {
    var delivery = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);

    assertThat(merger.previews.shown(delivery.id(), 5, merger.staff)).hasSize(2);
    assertThat(merger.previews.proposed(delivery.id(), merger.staff).columns().get(0).passing())
        .contains("NL-2");
    assertThat(merger.previews.tried(delivery.id(), merger.staff).columns().get(0).passing())
        .contains("NL-2");

    assertThat(merger.audit.about("file", delivery.id(), 20))
        .filteredOn(entry -> entry.action().equals("fileRead"))
        .extracting(entry -> entry.actor() + " " + entry.purpose())
        .containsExactly("sanne CUSTOMER", "sanne CUSTOMER", "sanne CUSTOMER");
  }

  @Test
  void thePreviewPassesOverColumnsThatAreUndecided() {
    var delivery =
        merger.register(run, Entity.CUSTOMER, "Klantnr;Achternaam;Xyzzy\nNL-1;Vos;rood\n");
    var proposed = merger.deliveries.proposeMapping(delivery.id()).mapping();

    var records = merger.previews.of(delivery.id(), proposed, 5);

    assertThat(proposed.columns().get(2).use()).isEqualTo(Mapping.Use.UNDECIDED);
    assertThat(records.get(0).reject()).isNull();
    assertThat(records.get(0).values()).containsEntry("source_key", "NL-1").hasSize(2);
  }

  @Test
  void thePreviewOfAFileWithoutAnyKnownColumnSaysWhyItsRecordsCannotBeUsed() {
    var delivery = merger.register(run, Entity.CUSTOMER, "Soort;Kolom\nolifant;grijs\n");

    var mapping = merger.deliveries.proposeMapping(delivery.id()).mapping();
    merger.save(delivery.id(), mapping);

    assertThat(merger.previews.of(delivery.id(), 5).get(0).reject().reason().name())
        .isEqualTo("NO_KEY");
    assertThat(mapping.obstacles())
        .extracting(RuleBroken::key)
        .containsExactly("mapping.undecided", "mapping.undecided", "mapping.required");
  }

  @Test
  void aMappingThatNobodyCanReadWithIsNotSaved() {
    var delivery = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    var born =
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                new Mapping.Column("Klantnr", Mapping.Use.UNDECIDED, List.of()),
                new Mapping.Column(
                    "Achternaam",
                    Mapping.Use.FIELDS,
                    List.of(Mapping.Target.dated("birth_date", "geboren")))));

    refused("mapping.date-format", () -> merger.save(delivery.id(), born));
  }

  private Delivery register(String name, byte[] content, long company, long runId) {
    return merger.deliveries.register(
        new Deliveries.Announced(
            runId, company, Entity.CUSTOMER, Delivery.Mode.FULL, Instant.EPOCH, name),
        new ByteArrayInputStream(content),
        store,
        merger.staff,
        MergerFixture.NOW);
  }

  private static byte[] packed(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo(key));
  }
}
