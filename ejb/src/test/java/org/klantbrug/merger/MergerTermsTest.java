package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

@OnDatabase
class MergerTermsTest {
  @TempDir Path store;
  private MergerFixture merger;
  private MergerTerms terms;
  private Staff sanne;

  @BeforeEach
  void registerMerger() {
    merger = new MergerFixture(store);
    terms = new MergerTerms(merger.database, new Audit(merger.database, new BusinessClock()));
    sanne = new Staff(merger.staff, "sanne", "Sanne", "nl", false, null, Set.of(), Set.of());
  }

  @Test
  void aLabelIsKeptChangedAndTakenAway() {
    terms.keepLabel(merger.merger, label("Zuid", "Noord", null), sanne);
    terms.keepLabel(merger.merger, label("Zuid", "Noord Plus", "NL91 ABNA 0417 1643 00"), sanne);

    assertThat(terms.labels(merger.merger)).hasSize(1);
    assertThat(terms.labels(merger.merger).get(0).newBrand()).isEqualTo("Noord Plus");
    terms.removeLabel(merger.merger, "Zuid", sanne);
    assertThat(terms.labels(merger.merger)).isEmpty();
    refused("merger.label-unknown", () -> terms.removeLabel(merger.merger, "Zuid", sanne));
  }

  @Test
  void labelsOfDeliveredCustomersOfWhichNothingIsSaidAreNamed() {
    try (var in = SmallTakeover.staged().in) {
      in.sql("update merger_staged_customer set label = 'Zonnet' where source_key like 'B%'");
      in.sql("update merger_staged_customer set label = 'Zonnet Zakelijk' where source_key = 'B4'");
      var ofThat = new MergerTerms(in.database, new Audit(in.database, new BusinessClock()));
      var merger = in.number("select id from merger_merger");

      assertThat(ofThat.unsaid(merger))
          .containsExactly(
              new MergerTerms.Unsaid("Zonnet", 3), new MergerTerms.Unsaid("Zonnet Zakelijk", 1));
      ofThat.keepLabel(merger, label("zonnet", "Noord", null), sanneOf(in));

      assertThat(ofThat.unsaid(merger))
          .extracting(MergerTerms.Unsaid::label)
          .containsExactly("Zonnet Zakelijk");
    }
  }

  private static Staff sanneOf(MadeUpMerger in) {
    return new Staff(in.operator, "sanne", "Sanne", "nl", false, null, Set.of(), Set.of());
  }

  @Test
  void aLabelNeedsANameAndARealBankAccountNumber() {
    refused(
        "merger.label-name-missing",
        () -> terms.keepLabel(merger.merger, label(" ", "Noord", null), sanne));
    refused(
        "merger.label-iban-wrong",
        () -> terms.keepLabel(merger.merger, label("Z", "N", "NL92ABNA0417164300"), sanne));
  }

  @Test
  void contactPersonsOfBothCompaniesAreKeptOursFirst() {
    terms.keepContact(merger.merger, contact(null, false, "Karin"), sanne);
    terms.keepContact(merger.merger, contact(null, true, "Pim"), sanne);
    assertThat(terms.contacts(merger.merger))
        .extracting(MergerContact::name)
        .containsExactly("Pim", "Karin");
    var karin = terms.contacts(merger.merger).get(1);

    terms.keepContact(merger.merger, contact(karin.id(), true, "Karin Peters"), sanne);

    assertThat(terms.contacts(merger.merger))
        .extracting(MergerContact::name)
        .containsExactly("Karin Peters", "Pim");
    terms.removeContact(merger.merger, karin.id(), sanne);
    refused(
        "merger.contact-unknown",
        () -> terms.keepContact(merger.merger, contact(karin.id(), true, "Karin"), sanne));
    refused("merger.contact-unknown", () -> terms.removeContact(merger.merger, karin.id(), sanne));
    refused(
        "merger.contact-name-missing",
        () -> terms.keepContact(merger.merger, contact(null, true, ""), sanne));
  }

  @Test
  void everyChangeIsAuditedWithoutTheNameOfAPerson() {
    terms.keepLabel(merger.merger, label("Zuid", "Noord", null), sanne);
    terms.keepContact(merger.merger, contact(null, true, "Pim"), sanne);

    assertThat(
            merger.all(
                String.class,
                "select action || coalesce(' ' || purpose, '') from audit_event order by id"))
        .containsExactly("labelKept Zuid", "mergerContactKept");
  }

  @Test
  void whoChangesSecondIsToldAndPutsNoOldAccountNumberBack() {
    terms.addLabel(merger.merger, label("Zuid", "Noord", null), sanne);
    var seen = terms.labels(merger.merger).get(0);
    terms.changeLabel(
        merger.merger, seen.id(), at(seen, label("Zuid", "Noord", "NL91ABNA0417164300")), sanne);

    refused(
        "merger.terms-changed",
        () ->
            terms.changeLabel(
                merger.merger, seen.id(), at(seen, label("Zuid", "Oost", null)), sanne));

    assertThat(terms.labels(merger.merger).get(0).newIban()).isEqualTo("NL91ABNA0417164300");
  }

  @Test
  void aNewLabelDoesNotTakeThePlaceOfOneOfThatNameAndOneCanBeRenamed() {
    terms.addLabel(merger.merger, label("Zuid", "Noord", "NL91ABNA0417164300"), sanne);

    refused(
        "merger.label-name-taken",
        () -> terms.addLabel(merger.merger, label("Zuid", "Oost", null), sanne));
    var zuid = terms.labels(merger.merger).get(0);
    terms.addLabel(merger.merger, label("West", "Oost", null), sanne);
    refused(
        "merger.label-name-taken",
        () -> terms.changeLabel(merger.merger, zuid.id(), label("West", "Noord", null), sanne));
    terms.changeLabel(merger.merger, zuid.id(), label("Zuid Plus", "Noord", null), sanne);

    assertThat(terms.labels(merger.merger))
        .extracting(MergerLabel::name)
        .containsExactly("West", "Zuid Plus");
    refused(
        "merger.label-unknown",
        () -> terms.changeLabel(merger.merger, 999, label("Nergens", null, null), sanne));
  }

  @Test
  void whoChangesAContactPersonSecondIsTold() {
    terms.keepContact(merger.merger, contact(null, false, "Karin"), sanne);
    var seen = terms.contacts(merger.merger).get(0);
    var changed = new MergerContact(seen.id(), seen.version(), false, "Karin P", null, null, null);
    terms.keepContact(merger.merger, changed, sanne);

    refused("merger.terms-changed", () -> terms.keepContact(merger.merger, changed, sanne));
  }

  private static MergerLabel at(MergerLabel seen, MergerLabel typed) {
    return new MergerLabel(
        seen.id(),
        seen.version(),
        typed.name(),
        null,
        null,
        null,
        null,
        typed.newIban(),
        typed.newBrand(),
        null,
        null,
        false,
        null);
  }

  private static MergerContact contact(Long id, boolean ours, String name) {
    return new MergerContact(id, null, ours, name, "facturen", null, null);
  }

  private static MergerLabel label(String name, String brand, String iban) {
    return new MergerLabel(
        null, null, name, null, null, null, null, iban, brand, null, null, false, null);
  }
}
