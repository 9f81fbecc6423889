package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.RuleBroken;

/** What a bank says is read entry by entry; what is no such file is refused with its line. */
class BankFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"02", "08"})
  void aDebitOfEitherVersionIsRead(String version) {
    var entries =
        read(BankXml.statement(version, "S1", BankXml.debit(version, "M1", "42.50", "2026-05-20")));

    assertThat(entries)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.kind()).isEqualTo("DEBIT");
              assertThat(entry.mandate()).isEqualTo("M1");
              assertThat(entry.amount()).isEqualByComparingTo("42.50");
              assertThat(entry.bookedOn()).isEqualTo("2026-05-20");
              assertThat(entry.ownIban()).isEqualTo(BankXml.OURS);
              assertThat(entry.creditor()).isEqualTo(BillingFixture.CREDITOR);
            });
  }

  @Test
  void aReturnHasItsReason() {
    var entries =
        read(
            BankXml.statement(
                "08", "S1", BankXml.returned("08", "M1", "42.50", "2026-05-22", "AM04")));

    assertThat(entries).extracting(BankEntry::kind).containsExactly("RETURN");
    assertThat(entries.get(0).reasonCode()).isEqualTo("AM04");
  }

  @Test
  void allDebitsOfABatchAreRead() {
    var batch =
        BankXml.debit("02", "M1", "42.50", "2026-05-20")
            .replace(
                "</NtryDtls>",
                "<TxDtls><Refs><MndtId>M2</MndtId></Refs><AmtDtls><TxAmt><Amt Ccy=\"EUR\">61.25</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>");

    assertThat(read(BankXml.statement("02", "S1", batch)))
        .extracting(entry -> entry.mandate() + " " + entry.amount())
        .containsExactly("M1 42.50", "M2 61.25");
  }

  @Test
  void aRejectedDebitIsReadAndAnAcceptedOneIsNot() {
    assertThat(read(BankXml.status("M1", "RJCT", "AC04")))
        .extracting(entry -> entry.kind() + " " + entry.reasonCode() + " " + entry.mandate())
        .containsExactly("REJECT AC04 M1");
    assertThat(read(BankXml.status("M1", "ACSC", "AC04"))).isEmpty();
  }

  @Test
  void aStatementWithoutEntriesIsRead() {
    assertThat(read(BankXml.statement("08", "S1", ""))).isEmpty();
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedWithItsLine() {
    var whole = BankXml.statement("08", "S1", BankXml.debit("08", "M1", "42.50", "2026-05-20"));

    refused("billing.bank-broken", whole.substring(0, whole.length() - 40));
    refused("billing.bank-broken", "klant;bedrag\n");
    refused("billing.bank-broken", "");
  }

  @Test
  void nothingOutsideTheFileIsOpened() {
    var evil =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + BankXml.statement("08", "&e;", "").replaceFirst("<\\?xml[^>]*>", "");

    assertThatThrownBy(() -> read(evil))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("billing.bank-doctype");
  }

  @Test
  void anEntityThatGrowsIsRefusedBeforeItDoes() {
    var laughs =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + BankXml.statement("08", "&b;", "").replaceFirst("<\\?xml[^>]*>", "");

    refused("billing.bank-doctype", laughs);
  }

  @Test
  void anotherMessageIsRefusedByItsName() {
    assertThatThrownBy(
            () -> read("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.052.001.02\"/>"))
        .hasMessageContaining("camt.052.001.02");
    assertThatThrownBy(() -> read("<Document/>"))
        .extracting("key")
        .isEqualTo("billing.bank-namespace");
  }

  @Test
  void anEntryThatLacksSomethingIsNamedWithItsLine() {
    var without =
        BankXml.statement(
            "08",
            "S1",
            BankXml.debit("08", "M1", "42.50", "2026-05-20")
                .replaceFirst("<BookgDt>.*</BookgDt>", ""));

    assertThatThrownBy(() -> read(without))
        .hasMessageContaining("BookgDt")
        .hasMessageMatching("(?s).*line \\d+.*");
    refused(
        "billing.bank-value",
        BankXml.statement("08", "S1", BankXml.debit("08", "M1", "42,50", "2026-05-20")));
    refused(
        "billing.bank-currency",
        BankXml.statement(
            "08", "S1", BankXml.debit("08", "M1", "42.50", "2026-05-20").replace("EUR", "USD")));
  }

  @Test
  void elementsThatGoDeeperThanAnyBankWritesAreRefused() {
    var deep = "<a>".repeat(500) + "</a>".repeat(500);

    refused("billing.bank-broken", BankXml.statement("08", "S1", deep));
  }

  /** Each entry is let go as soon as it is read. */
  @Test
  void aHugeStatementIsReadWithoutKeepingIt() {
    var count = 300_000;
    var whole = BankXml.statement("08", "S1", "<!-- here -->").split("<!-- here -->");
    var entry = BankXml.debit("08", "M1", "1.00", "2026-05-20").getBytes(StandardCharsets.UTF_8);
    var parts = new ArrayList<InputStream>();
    parts.add(stream(whole[0]));
    for (var i = 0; i < count; i++) {
      parts.add(new ByteArrayInputStream(entry));
    }
    parts.add(stream(whole[1]));
    var seen = new AtomicInteger();

    BankFile.read(
        new SequenceInputStream(Collections.enumeration(parts)), each -> seen.incrementAndGet());

    assertThat(seen).hasValue(count);
  }

  private static void refused(String rule, String xml) {
    assertThatThrownBy(() -> read(xml)).as(rule).extracting("key").isEqualTo(rule);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<BankEntry> read(String xml) {
    var entries = new ArrayList<BankEntry>();
    BankFile.read(stream(xml), entries::add);
    return entries;
  }
}
