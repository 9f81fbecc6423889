package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.OnDatabase;

/** Many rejects repaired at once: by a rule, or in a sheet that is fed again. */
@OnDatabase
class RejectRepairTest {
  private static final String CUSTOMERS =
      "Klantnr;Achternaam;Geslacht;Geboortedatum\n"
          + "1;Vos;V;01-02-1980\n"
          + "2;de Bruin;Jansen;M;03-04-1990\n"
          + "3;\"Kok;V;05-06-1970\n"
          + ";Wit;M;07-08-1960\n"
          + ";=1+1;M;07-08-1961\n";

  @TempDir Path store;
  private MergerFixture merger;
  private Rejects rejects;
  private RejectRules rules;
  private RejectSheet sheet;
  private Delivery delivery;

  @BeforeEach
  void importFileWithFourRejects() {
    merger = new MergerFixture(store);
    rejects = new Rejects(merger.database, merger.audit);
    rules = new RejectRules(rejects, merger.deliveries, merger.audit);
    sheet = new RejectSheet(rejects, merger.deliveries);
    delivery = merger.imported(merger.run(), Entity.CUSTOMER, CUSTOMERS);
  }

  @Test
  void aRuleIsTriedBeforeItRepairs() {
    var rule = rule(Reason.UNCLOSED_QUOTE, null, "\"", "");

    var tried = rules.tried(rule, merger.staff);

    assertThat(tried)
        .isEqualTo(
            new RejectRules.Outcome(
                1,
                1,
                List.of(
                    new RejectRules.Change(
                        4, "3;\"Kok;V;05-06-1970", "3;Kok;V;05-06-1970", true))));
    assertThat(rejects.open(delivery.id(), null, 0, 10)).hasSize(4);
    assertThat(rules.repair(rule, merger.staff, NOW)).isEqualTo(tried);
    assertThat(rejects.open(delivery.id(), null, 0, 10)).hasSize(3);
    refused("reject.no-change", () -> rules.repair(rule, merger.staff, NOW));
  }

  @Test
  void aCustomerIsNotRepairedOnceTheOthersAreCompared() {
    merger.importJobIs(delivery.runId(), "estimate-match-model", "RUNNING");
    var reject = rejects.open(delivery.id(), Reason.UNCLOSED_QUOTE, 0, 1).get(0);

    refused(
        "reject.compared-already",
        () -> rejects.repairRaw(reject.id(), "3;Kok;V;05-06-1970", merger.staff, NOW));

    merger.importJobIs(delivery.runId(), "estimate-match-model", "FAILED");
    rejects.repairRaw(reject.id(), "3;Kok;V;05-06-1970", merger.staff, NOW);
    assertThat(rejects.open(delivery.id(), null, 0, 10)).hasSize(3);
  }

  @Test
  void whoReadsOrTakesOutLinesOfCustomersIsWrittenDown() throws IOException {
    rejects.shown(delivery.id(), Reason.NO_KEY, 0, 10, merger.staff);
    sheet.write(delivery.id(), Locale.ENGLISH, new StringWriter(), merger.staff);
    var one = rejects.open(delivery.id(), Reason.UNCLOSED_QUOTE, 0, 1).get(0);
    assertThat(rejects.shown(one.id(), merger.staff)).isEqualTo(one);
    rules.tried(rule(Reason.NO_KEY, "Klantnr", "", "7"), merger.staff);

    List<String> written =
        merger.database.with(
            handle ->
                handle
                    .createQuery(
                        "select action || ' ' || purpose from audit_event where subject_id = cast(:file as text)"
                            + " and action in ('rejectsRead', 'rejectsExported') order by id")
                    .bind("file", delivery.id())
                    .mapTo(String.class)
                    .list());

    assertThat(written)
        .containsExactly(
            "rejectsRead NO_KEY 2",
            "rejectsExported 4",
            "rejectsRead UNCLOSED_QUOTE 1",
            "rejectsRead NO_KEY 2");
  }

  @Test
  void aRuleOfAColumnReplacesWholeValuesThereOnly() {
    var rule = rule(Reason.NO_KEY, "Klantnr", "", "7");

    assertThat(rules.tried(rule, merger.staff).chosen()).isEqualTo(2);
    var done = rules.repair(rule, merger.staff, NOW);

    assertThat(done.chosen()).isEqualTo(2);
    assertThat(done.repaired()).as("the second would have the same key").isEqualTo(1);
    assertThat(done.samples())
        .extracting(RejectRules.Change::after)
        .containsExactly("7;Wit;M;07-08-1960", "7;=1+1;M;07-08-1961");
    assertThat(rejects.open(delivery.id(), Reason.NO_KEY, 0, 10))
        .extracting(Rejects.Reject::raw)
        .containsExactly(";=1+1;M;07-08-1961");
  }

  @Test
  void aRuleThatChangesNothingIsRefused() {
    refused(
        "reject.no-change",
        () -> rules.tried(rule(Reason.NO_KEY, "Geslacht", "V", "M"), merger.staff));
    refused(
        "reject.no-change", () -> rules.tried(rule(Reason.NO_KEY, null, "", "M"), merger.staff));
    refused(
        "reject.no-such-column",
        () -> rules.tried(rule(Reason.NO_KEY, "Sekse", "V", "M"), merger.staff));
  }

  @Test
  void theSheetTellsWhyAndHoldsNoFormula() throws IOException {
    assertThat(written().lines())
        .containsExactly(
            "\uFEFFklantbrug_line;klantbrug_reason;klantbrug_expected;"
                + "Klantnr;Achternaam;Geslacht;Geboortedatum",
            "3;"
                + told(Reason.TOO_MANY_FIELDS)
                + ";4 velden, niet 5;2;de Bruin;Jansen;\"M;03-04-1990\"",
            "4;"
                + told(Reason.UNCLOSED_QUOTE)
                + ";een sluitend aanhalingsteken;3;\"\"\"Kok\";V;05-06-1970",
            "5;" + told(Reason.NO_KEY) + ";een waarde;;Wit;M;07-08-1960",
            "6;" + told(Reason.NO_KEY) + ";een waarde;;'=1+1;M;07-08-1961");
  }

  @Test
  void aCorrectedSheetRepairsWhatFitsAndNamesWhatDoesNot() throws IOException {
    var corrected =
        written()
            .replace("2;de Bruin;Jansen;\"M;03-04-1990\"", "2;de Bruin-Jansen;M;03-04-1990")
            .replace(";;Wit;", ";1;Wit;")
            .replace(";;'=1+1;", ";8;'=1+1;");

    var fed = feed(corrected);

    assertThat(fed.repaired()).isEqualTo(2);
    assertThat(fed.unchanged()).as("the open quote").isEqualTo(1);
    assertThat(fed.wrong()).isEqualTo(1);
    assertThat(fed.first().get(0).line()).isEqualTo(5);
    assertThat(fed.first().get(0).why().key()).isEqualTo("reject.key-exists");
    assertThat(
            merger.all(
                String.class,
                "select source_key || ' ' || family_name from merger_staged_customer order by line_no"))
        .containsExactly("1 Vos", "2 de Bruin-Jansen", "8 =1+1");
    assertThat(feed(corrected).unchanged()).as("fed once more").isEqualTo(3);
  }

  @Test
  void aSpreadsheetMaySaveWithOtherSeparatorAndCharset() {
    var saved =
        "klantbrug_line,klantbrug_reason,klantbrug_expected,Klantnr,Achternaam,Geslacht,Geboortedatum\r\n"
            + "5,\"x, y\",,7,Wité,M,07-08-1960\r\n";

    var fed =
        sheet.feed(
            delivery.id(),
            new ByteArrayInputStream(saved.getBytes(StandardCharsets.ISO_8859_1)),
            merger.staff,
            NOW);

    assertThat(fed.repaired()).isEqualTo(1);
    assertThat(
            merger.one(
                String.class, "select family_name from merger_staged_customer where line_no = 5"))
        .isEqualTo("Wité");
  }

  @Test
  void anotherFileIsNotTakenForASheet() {
    refused("reject.sheet-without-line", () -> feed(CUSTOMERS));
    refused("reject.sheet-other-columns", () -> feed("klantbrug_line;x;y;Klantnr\n3;;;2\n"));
    refused(
        "reject.sheet-wrong-line",
        () ->
            feed(
                "klantbrug_line;r;e;Klantnr;Achternaam;Geslacht;Geboortedatum\n"
                    + "drie;;;2;x;M;01-01-1990\n"));
  }

  @Test
  void apostrophesOfTheFileComeBackAsTheyWere() throws IOException {
    var quoted =
        merger.imported(
            merger.run(), Entity.CUSTOMER, "Klantnr;Achternaam\n11;Bos\n;'=x\n;'t Hart\n;-\n");
    var out = new StringWriter();
    sheet.write(quoted.id(), Locale.ENGLISH, out, merger.staff);

    assertThat(out.toString()).contains(";;''=x\r", ";;'t Hart\r", ";;'-\r");
    assertThat(sheet.feed(quoted.id(), bytes(out.toString()), merger.staff, NOW))
        .isEqualTo(new RejectSheet.Fed(0, 3, 0, List.of()));
  }

  @Test
  void emptyColumnsAtTheEdgesOfATabSeparatedRecordStayItsColumns() throws IOException {
    delivery =
        merger.imported(
            merger.run(),
            Entity.CUSTOMER,
            "Voornaam\tKlantnr\tAchternaam\tGeboortedatum\n"
                + "Jan\t11\tBos\t01-02-1980\n"
                + "\t\tWit\t\n"
                + "\t\tVos\t\n"
                + "\t\tKok\t\n");
    var first = rejects.open(delivery.id(), Reason.NO_KEY, 0, 1).get(0);

    rejects.repairRaw(first.id(), "\r\n\t12\tWit\t\r\n", merger.staff, NOW);
    var fed = feed(written().replace("\t\tKok\t", "\t14\tKok\t"));
    var ruled = rules.repair(rule(Reason.NO_KEY, "Klantnr", "", "13"), merger.staff, NOW);

    assertThat(ruled.repaired()).isEqualTo(1);
    assertThat(fed).isEqualTo(new RejectSheet.Fed(1, 1, 0, List.of()));
    assertThat(
            merger.all(
                String.class,
                "select source_key || ' ' || family_name from merger_staged_customer"
                    + " where delivery_id = "
                    + delivery.id()
                    + " and given_name is null and birth_date is null order by line_no"))
        .containsExactly("12 Wit", "13 Vos", "14 Kok");
  }

  @Test
  void aRecordOfWhichOnlyTheBeginningWasKeptIsNeitherRepairedNorShortened() throws IOException {
    delivery =
        merger.imported(
            merger.run(),
            Entity.CUSTOMER,
            "Klantnr;Achternaam;Geboortedatum\n11;Bos;01-02-1980\n;\""
                + "x".repeat(150_000)
                + "\";03-04-1990\n");
    var rule = rule(Reason.NO_KEY, "Klantnr", "", "12");
    var kept = rejects.open(delivery.id(), Reason.NO_KEY, 0, 1).get(0);

    assertThat(rules.tried(rule, merger.staff).repaired()).isZero();
    assertThat(rules.repair(rule, merger.staff, NOW).repaired()).isZero();
    var fed = feed(written().replace(";;", ";12;"));
    assertThat(fed.first())
        .extracting(wrong -> wrong.why().key())
        .as("by sheet")
        .containsExactly("reject.cut");
    refused("reject.cut", () -> rejects.repairRaw(kept.id(), "12" + kept.raw(), merger.staff, NOW));
    refused("reject.cut", () -> rejects.repairRaw(kept.id(), "12;Vos;", merger.staff, NOW));
    assertThat(
            merger.one(
                Long.class,
                "select count(*) from merger_staged_customer where delivery_id = " + delivery.id()))
        .isEqualTo(1);
  }

  @Test
  void aNulThatIsShownAsASignIsStillTakenOut() {
    delivery =
        merger.imported(merger.run(), Entity.CUSTOMER, "Klantnr;Achternaam\n11;Bos\n;Jan\0sen\n");

    var done = rules.repair(rule(Reason.NO_KEY, "Klantnr", "", "12"), merger.staff, NOW);

    assertThat(done.samples().get(0).before()).isEqualTo(";Jan\u2400sen");
    assertThat(done.repaired()).isEqualTo(1);
    assertThat(
            merger.one(
                String.class,
                "select family_name from merger_staged_customer where source_key = '12'"))
        .isEqualTo("Jansen");
  }

  private RejectRules.Rule rule(Reason code, String column, String find, String replacement) {
    return new RejectRules.Rule(delivery.id(), code, column, find, replacement);
  }

  private String written() throws IOException {
    var out = new StringWriter();
    sheet.write(delivery.id(), Locale.forLanguageTag("nl"), out, merger.staff);
    return out.toString();
  }

  private RejectSheet.Fed feed(String text) {
    return sheet.feed(delivery.id(), bytes(text), merger.staff, NOW);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String told(Reason reason) {
    return reason.textIn(Locale.forLanguageTag("nl"));
  }
}
