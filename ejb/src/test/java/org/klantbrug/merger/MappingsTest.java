package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.OnDatabase;

@OnDatabase
class MappingsTest {
  private static final String CUSTOMERS =
      "Klantnr;Achternaam;Geslacht\n1;Vos;V\n2;Bos;Mw\n3;Wit;Mw\n4;Kok;?\n";

  @TempDir Path store;
  private MergerFixture merger;
  private Mappings mappings;
  private long run;

  @BeforeEach
  void openRun() {
    merger = new MergerFixture(store);
    mappings = new Mappings(merger.database, merger.deliveries);
    run = merger.run();
  }

  @Test
  void samplesThatPassAndFailAreThoseOfTheMappingAsSaved() {
    var file = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    var sex = sex(Map.of("V", "F", "Mw", "F"));

    var tried = mappings.tryMapping(file.id(), sex).columns().get(2);

    assertThat(tried.passing()).containsExactly("V", "Mw");
    assertThat(tried.failing()).containsExactly("?");
    assertThat(tried.confidence()).isEqualTo(.75);
    assertThat(tried.values()).isEqualTo(Map.of("Mw", 2, "V", 1, "?", 1));
  }

  @Test
  void aValueThatIsSaidToMeanNothingDoesNotFail() {
    var file = merger.register(run, Entity.CUSTOMER, CUSTOMERS);

    var tried = mappings.tryMapping(file.id(), sex(Map.of("V", "F", "Mw", "F", "?", "")));

    assertThat(tried.columns().get(2).failing()).isEmpty();
  }

  @Test
  void everyVersionStaysWithTheNamesOfBothOwners() {
    var first = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    var second = merger.register(run, Entity.CUSTOMER, CUSTOMERS + "5;Das;V\n");
    merger.save(second.id(), sex(Map.of("V", "F")));

    var versions = mappings.versions(second.id());

    assertThat(versions).extracting(Mappings.Version::version).containsExactly(2, 1);
    assertThat(versions.get(0).confirmedAt()).isNull();
    assertThat(versions.get(1).confirmedBy()).isEqualTo("Sanne");
    assertThat(versions.get(1).confirmedByTheirs()).isEqualTo("Their owner");
    assertThat(versions.get(1).confirmedAt()).isEqualTo(NOW);
    assertThat(versions.get(1).id()).isEqualTo(first.mappingId());
  }

  @Test
  void anEarlierVersionIsUsedAgainForTheColumnsOfTheSameName() {
    var first = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    var next = merger.register(run, Entity.CUSTOMER, "Klantnr;Geslacht;Kleur\n1;V;rood\n");

    var saved = mappings.useAgain(next.id(), first.mappingId(), merger.change());

    assertThat(saved.state()).isEqualTo(Delivery.State.MAPPED);
    var mapping = merger.deliveries.mapping(next.id());
    assertThat(mapping.columns())
        .extracting(Mapping.Column::source)
        .containsExactly("Klantnr", "Geslacht", "Kleur");
    assertThat(mapping.columns().get(1).targets().get(0).column()).isEqualTo("sex");
    assertThat(mapping.columns().get(2).use()).isEqualTo(Mapping.Use.UNDECIDED);
  }

  @Test
  void aMappingOfOtherRecordsIsRefused() {
    var customers = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    var contracts = merger.register(run, Entity.CONTRACT, "Contractnr;Klantnr\nC;1\n");

    refused(
        "mapping.not-found",
        () -> mappings.useAgain(contracts.id(), customers.mappingId(), merger.change()));
    refused(
        "mapping.other-entity",
        () ->
            mappings.saveAdapted(
                contracts.id(), merger.deliveries.mapping(customers.id()), merger.change()));
  }

  @Test
  void aCorrectedSeparatorReadsTheHeaderAnewAndAsksForAMapping() {
    var file = merger.register(run, Entity.CUSTOMER, "Klant,nr;Naam\n1,2;Vos\n3,4;Bos\n");
    merger.save(file.id(), merger.deliveries.proposeMapping(file.id()).mapping());
    assertThat(file.form().header()).containsExactly("Klant,nr", "Naam");

    var corrected = mappings.changeForm(file.id(), "UTF-8", ",", merger.change());

    assertThat(corrected.form().header()).containsExactly("Klant", "nr;Naam");
    assertThat(corrected.state()).isEqualTo(Delivery.State.REGISTERED);
    assertThat(corrected.mappingId()).isNull();
    refused(
        "delivery.one-column-with",
        () -> mappings.changeForm(file.id(), "UTF-8", "|", merger.change()));
    refused(
        "delivery.no-such-form",
        () -> mappings.changeForm(file.id(), "EBCDIC", ";", merger.change()));
  }

  @Test
  void aCorrectedCharsetKeepsTheMapping() {
    var file = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    merger.save(file.id(), sex(Map.of("V", "F")));

    var corrected = mappings.changeForm(file.id(), "windows-1252", ";", merger.change());

    assertThat(corrected.form().charset()).isEqualTo("windows-1252");
    assertThat(corrected.state()).isEqualTo(Delivery.State.MAPPED);
    assertThat(merger.deliveries.mapping(file.id())).isEqualTo(sex(Map.of("V", "F")));
  }

  @Test
  void aMappingThatWasConfirmedIsConfirmedAgainOnceTheFileReadsOtherwise() {
    var file = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    var confirmed = merger.deliveries.mapping(file.id());

    var corrected = mappings.changeForm(file.id(), "windows-1252", ";", merger.change());

    assertThat(corrected.state()).isEqualTo(Delivery.State.MAPPED);
    assertThat(merger.deliveries.mapping(file.id())).isEqualTo(confirmed);
    assertThat(mappings.versions(file.id()))
        .extracting(version -> version.version() + " " + version.confirmedBy())
        .containsExactly("2 null", "1 Sanne");
    assertThat(merger.confirm(file.id(), merger.staff, "Owner", NOW).state())
        .isEqualTo(Delivery.State.CONFIRMED);
  }

  @Test
  void twoWhoSaveMappingsForFilesOfOneKindAtOnceGetAVersionEach() throws Exception {
    var files =
        List.of(
            merger.register(run, Entity.CUSTOMER, CUSTOMERS),
            merger.register(run, Entity.CUSTOMER, CUSTOMERS + "9;Bos;V\n"));
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    try {
      for (var round = 0; round < 10; round++) {
        merger.database.use(
            handle ->
                handle.execute(
                    "update merger_delivery set mapping_id = null, state = 'REGISTERED'"));
        var saving = new ArrayList<Future<Delivery>>();
        for (var file : files) {
          saving.add(
              threads.submit(
                  () -> {
                    together.await();
                    return merger.save(file.id(), sex(Map.of("V", "F")));
                  }));
        }
        for (var saved : saving) {
          assertThat(saved.get().state()).isEqualTo(Delivery.State.MAPPED);
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(mappings.versions(files.get(0).id()))
        .extracting(Mappings.Version::version)
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void theFormOfAnImportedFileStays() {
    var file = merger.imported(run, Entity.CUSTOMER, CUSTOMERS);

    refused(
        "delivery.imported-already",
        () -> mappings.changeForm(file.id(), "UTF-8", ";", merger.change()));
  }

  private static Mapping sex(Map<String, String> values) {
    return new Mapping(
        Entity.CUSTOMER,
        List.of(
            fed("Klantnr", Mapping.Target.plain("source_key")),
            fed("Achternaam", Mapping.Target.plain("family_name")),
            fed("Geslacht", Mapping.Target.coded("sex", values))));
  }

  private static Mapping.Column fed(String source, Mapping.Target target) {
    return new Mapping.Column(source, Mapping.Use.FIELDS, List.of(target));
  }
}
