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

  private static MergerContact contact(Long id, boolean ours, String name) {
    return new MergerContact(id, ours, name, "facturen", null, null);
  }

  private static MergerLabel label(String name, String brand, String iban) {
    return new MergerLabel(
        null, name, null, null, null, null, iban, brand, null, null, false, null);
  }
}
