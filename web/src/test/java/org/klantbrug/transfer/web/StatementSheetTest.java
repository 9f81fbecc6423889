package org.klantbrug.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.CountedFile;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.StatementLine;

/** What finance hands to an auditor: every figure, why it differs, who signed, what was counted. */
class StatementSheetTest {
  private static final Instant MADE = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant SIGNED = Instant.parse("2026-05-04T09:30:00Z");

  @Test
  void saysWhoSignedAndWhen() {
    assertThat(rows(Locale.ENGLISH))
        .contains("Signed by;Willem de Wit", "Signed at;2026-05-04 11:30:00");
  }

  @Test
  void beginsWithAByteOrderMarkWhichSpreadsheetsWant() {
    assertThat(sheet(Locale.ENGLISH)).startsWith("\uFEFFReconciliation;Customers\r\n");
  }

  @Test
  void writesAmountsWithTheDecimalMarkOfTheReaderAndLeavesThemNumbers() {
    assertThat(rows(Locale.forLanguageTag("nl")))
        .anyMatch(row -> row.contains(";203,75;103,75;-100,00;1;"));
    assertThat(rows(Locale.ENGLISH)).anyMatch(row -> row.contains(";203.75;103.75;-100.00;1;"));
  }

  @Test
  void aFingerprintIsTextAsASpreadsheetWouldRoundIt() {
    assertThat(rows(Locale.ENGLISH)).anyMatch(row -> row.contains(";0xff;0xff;;0;Balances;"));
  }

  @Test
  void anExplanationThatASpreadsheetWouldRunIsDefused() {
    assertThat(sheet(Locale.ENGLISH))
        .contains(";\"'=HYPERLINK(\"\"http://x\"\";1)\";Sanne Smit;2026-05-04 10:30:00");
  }

  @Test
  void namesTheFilesWithTheirHashAndTheStatementWithItsOwn() {
    assertThat(rows(Locale.ENGLISH))
        .contains(
            "facturen.csv;Invoices;Full;2026-05-03 23:59:59;12;0a0b",
            "SHA-256 of this statement;" + paper().contentHash());
  }

  @Test
  void aCorrectedControlTotalStandsWithItsReason() {
    assertThat(rows(Locale.ENGLISH))
        .contains(
            "Invoices;Sum of Amount;103.75;203.75;Sanne Smit;2026-05-04 10:00:00;Typing error");
  }

  private static List<String> rows(Locale locale) {
    return sheet(locale).lines().toList();
  }

  private static String sheet(Locale locale) {
    return new StatementSheet(
            new Texts() {
              @Override
              public Locale locale() {
                return locale;
              }
            })
        .of(paper());
  }

  private static StatementPaper paper() {
    return new StatementPaper(
        new Mergers.View(
            1,
            "Test",
            1,
            "Ours",
            2,
            "Theirs",
            "T",
            "PURCHASE",
            "ENERGY",
            "P1M",
            LocalDate.parse("2026-05-01"),
            "SIGNED",
            false,
            null,
            7L,
            1,
            "CLOSED",
            false,
            MADE,
            0),
        new Cutover(
            3,
            7,
            1,
            2,
            Kind.TRANSFER,
            false,
            "LIVE",
            5,
            MADE,
            MADE,
            null,
            null,
            0,
            null,
            true,
            null,
            1),
        new ReconciliationStatement(
            4,
            3,
            MADE,
            false,
            6L,
            SIGNED,
            "Willem de Wit",
            null,
            List.of(
                line(1, "INVOICE", "FIELDS", "255", "255", 0, null, null),
                line(
                    2,
                    "INVOICE",
                    "CONTROL_SUM_amount",
                    "203.75",
                    "103.75",
                    1,
                    "=HYPERLINK(\"http://x\";1)",
                    Instant.parse("2026-05-04T08:30:00Z")))),
        List.of(
            new ControlTotalChanges.Change(
                2,
                Entity.INVOICE,
                "SUM_amount",
                new BigDecimal("103.75"),
                new BigDecimal("203.75"),
                "Sanne Smit",
                MADE,
                "Typing error")),
        List.of(
            new CountedFile(
                "facturen.csv",
                "INVOICE",
                "FULL",
                Instant.parse("2026-05-03T21:59:59Z"),
                12,
                "0a0b")));
  }

  private static StatementLine line(
      int no,
      String entity,
      String measure,
      String source,
      String target,
      long differing,
      String explanation,
      Instant explainedAt) {
    var there = new BigDecimal(source);
    var here = new BigDecimal(target);
    return new StatementLine(
        no,
        entity,
        measure,
        there,
        here,
        here.subtract(there),
        differing,
        explanation,
        explanation == null ? null : "Sanne Smit",
        explainedAt);
  }
}
