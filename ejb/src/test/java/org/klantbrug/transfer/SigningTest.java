package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** Who may sign a statement and who may not, and what is kept of it. */
@OnDatabase
class SigningTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long transfer = takeover.cutover(Kind.TRANSFER);
  private final long history = takeover.cutover(Kind.HISTORY);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void whoStartedTheRunDoesNotSignIt() {
    var statement = in.reconciliation.make(transfer, T);

    assertThatThrownBy(() -> in.reconciliation.sign(statement.id(), "Geen totalen", in.operator, T))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("a colleague must sign");
    in.reconciliation.sign(statement.id(), "Geen totalen", in.finance, T);
    assertThat(in.reconciliation.read(statement.id()).signedBy()).isEqualTo(in.finance);
  }

  @Test
  void whatDoesNotBalanceIsSignedOnlyWhenSomeoneWroteWhy() {
    in.sql("update contract_invoice set amount = amount - 0.01 where source_key = 'I2'");
    var id = in.reconciliation.make(transfer, T).id();

    assertThatThrownBy(() -> in.reconciliation.sign(id, "Geen totalen", in.finance, T))
        .hasMessageContaining("2 figures do not balance and nobody wrote why: Invoices: ")
        .hasMessageContaining("Invoices: Sum of Amount. Whoever");
    in.reconciliation.explain(
        id, Entity.INVOICE, "FIELDS", "Afronding, zie SUM_amount", in.operator, T);
    in.reconciliation.explain(
        id, Entity.INVOICE, "SUM_amount", "Cent afgerond door oud systeem", in.operator, T);
    in.reconciliation.sign(id, "Geen totalen", in.finance, T);

    assertThat(in.reconciliation.read(id).signedAt()).isEqualTo(T);
    assertThatThrownBy(
            () ->
                in.reconciliation.explain(
                    id, Entity.INVOICE, "FIELDS", "Toch anders", in.finance, T))
        .hasMessageContaining("stays as it is");
  }

  @Test
  void theRefusalToSignNamesTheFiguresAsTheStatementDoesAndSaysHowManyAreLeft() {
    for (var entity : List.of("CONTRACT", "INVOICE", "ROLE", "CUSTOMER")) {
      takeover.control("COUNT", entity, "99");
    }
    enteredByTheOperator();
    var id = in.reconciliation.make(transfer, T).id();

    assertThatThrownBy(() -> in.reconciliation.sign(id, "Geen totalen", in.finance, T))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule ->
                assertThat(rule.textIn(Locale.forLanguageTag("nl")))
                    .startsWith("4 cijfers sluiten niet aan en niemand schreef waarom: ")
                    .contains(
                        "Klanten: Aantal, volgens hun eigen boekhouding; ", "; en nog 1. Wie"));
  }

  @Test
  void aStatementThatHoldsNothingAgainstTheirBooksIsSignedOnlyByWhoSaysWhy() {
    in.sql("delete from merger_control_total");
    var id = in.reconciliation.make(transfer, T).id();
    assertThat(in.reconciliation.read(id).isWithoutBooks()).isTrue();

    for (var nothing : new String[] {null, "  "}) {
      assertThatThrownBy(() -> in.reconciliation.sign(id, nothing, in.finance, T))
          .isInstanceOfSatisfying(
              RuleBroken.class,
              rule -> assertThat(rule.key()).isEqualTo("transfer.signed-without-books"));
    }
    in.reconciliation.sign(id, "Zij gaven geen totalen", in.finance, T);

    assertThat(in.reconciliation.read(id).whySigned()).isEqualTo("Zij gaven geen totalen");
  }

  @Test
  void whatIsSaidWithASignatureUnderComparedFiguresIsNoReasonToSignWithoutBooks() {
    takeover.control("COUNT", "CUSTOMER", "3");
    var statement = explained(in.reconciliation.make(transfer, T));

    enteredByTheOperator();
    in.reconciliation.sign(statement, "Gezien", in.finance, T);

    assertThat(in.reconciliation.read(statement).whySigned()).isNull();
  }

  private long explained(ReconciliationStatement statement) {
    explainAll(statement, "Dubbel", in.operator);
    return statement.id();
  }

  @Test
  void anEmptyExplanationIsRefusedByTheNameOfTheFigure() {
    var id = in.reconciliation.make(transfer, T).id();

    assertThatThrownBy(
            () -> in.reconciliation.explain(id, Entity.ROLE, "CONTROL_COUNT", " ", in.operator, T))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule ->
                assertThat(rule.textIn(Locale.forLanguageTag("nl")))
                    .contains("Rollen van anderen: Aantal, volgens hun eigen boekhouding."));
  }

  @Test
  void whatIsKeptSaysByNameWhoExplainedAndWhoSigned() {
    takeover.control("COUNT", "ROLE", "99");
    enteredByTheOperator();
    var id = in.reconciliation.make(transfer, T).id();
    in.reconciliation.explain(id, Entity.ROLE, "CONTROL_COUNT", "Dubbel", in.operator, T);
    explainAll(in.reconciliation.read(id), "Dubbel", in.operator);
    in.reconciliation.sign(id, "Geen totalen", in.finance, T);

    var kept = in.reconciliation.read(id);

    assertThat(kept.signer()).isEqualTo(name(in.finance));
    assertThat(kept.line("ROLE", "CONTROL_COUNT").explainedBy()).isEqualTo(name(in.operator));
    assertThat(kept.line("ROLE", "CONTROL_COUNT").explainedAt()).isEqualTo(T);
    assertThat(kept.unexplained()).isEmpty();
  }

  @Test
  void anExplanationThatIsTakenOverKeepsTheMomentItWasGiven() {
    takeover.control("COUNT", "ROLE", "99");
    var first = in.reconciliation.make(transfer, T).id();
    in.reconciliation.explain(first, Entity.ROLE, "CONTROL_COUNT", "Dubbel", in.operator, T);

    var second = in.reconciliation.make(transfer, T.plusSeconds(60));

    assertThat(second.line("ROLE", "CONTROL_COUNT").explainedAt()).isEqualTo(T);
  }

  @Test
  void theHashOfAStatementChangesWithWhatItSaysAndNotByReadingItAgain() {
    takeover.control("COUNT", "ROLE", "99");
    enteredByTheOperator();
    var made = in.reconciliation.make(transfer, T);
    in.reconciliation.explain(made.id(), Entity.ROLE, "CONTROL_COUNT", "Dubbel", in.operator, T);
    var explained = in.reconciliation.read(made.id());
    in.reconciliation.sign(made.id(), "Geen totalen", in.finance, T);
    var signed = in.reconciliation.read(made.id());

    var fewer = ContentHash.of(signed, List.of(), List.of());
    assertThat(List.of(hash(made), hash(explained), hash(signed), fewer))
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    assertThat(hash(in.reconciliation.read(made.id()))).isEqualTo(hash(signed));
  }

  private String hash(ReconciliationStatement statement) {
    return ContentHash.of(statement, List.of(), in.reconciliation.files(statement.cutoverId()));
  }

  @Test
  void aStatementNamesTheFilesOfItsPartThatWereRead() {
    assertThat(in.reconciliation.files(history))
        .extracting(CountedFile::fileName)
        .containsExactly("acquired_contactmomenten.csv", "acquired_documenten.csv");
    assertThat(in.reconciliation.files(transfer))
        .extracting(CountedFile::fileName)
        .contains("acquired_klanten.csv", "acquired_facturen.csv")
        .doesNotContain("acquirer_customers.csv", "acquired_documenten.csv");
  }

  private void enteredByTheOperator() {
    in.sql("update merger_control_total set entered_by = " + in.operator);
  }

  private String name(long staff) {
    return in.text("select full_name from identity_staff where id = " + staff);
  }

  @Test
  void whoExplainedAFigureDoesNotSignIt() {
    in.sql("delete from contact_document");
    var statement = in.reconciliation.make(history, T);
    explainAll(statement, "Later", in.finance);

    assertThatThrownBy(() -> in.reconciliation.sign(statement.id(), "Geen totalen", in.finance, T))
        .hasMessageContaining("You explained a figure");
    assertThat(in.reconciliation.read(statement.id()).signedAt()).isNull();
  }

  @Test
  void whoEnteredAControlTotalDoesNotSignWhatItIsHeldAgainst() {
    in.sql(
        """
        insert into merger_control_total (run_id, company_id, entity, measure, value, entered_by, source)
        values (%d, %d, 'INVOICE', 'COUNT', 2, %d, 'grootboek')"""
            .formatted(takeover.run, in.theirs, in.finance));
    var ofCustomers = in.reconciliation.make(transfer, T).id();
    var ofHistory = in.reconciliation.make(history, T).id();

    assertThatThrownBy(() -> in.reconciliation.sign(ofCustomers, "Geen totalen", in.finance, T))
        .hasMessageContaining("You entered or changed a control total");
    in.reconciliation.sign(ofHistory, "Geen totalen", in.finance, T);
  }

  @Test
  void whoTookAControlTotalAwayDoesNotSignEither() {
    in.sql(
        """
        insert into merger_control_total_change (run_id, company_id, entity, measure, old_value, old_source, changed_by, changed_at)
        values (%d, %d, 'INVOICE', 'COUNT', 9, 'grootboek', %d, '2026-05-01')"""
            .formatted(takeover.run, in.theirs, in.finance));
    var statement = in.reconciliation.make(transfer, T).id();

    assertThatThrownBy(() -> in.reconciliation.sign(statement, "Geen totalen", in.finance, T))
        .hasMessageContaining("You entered or changed a control total");
  }

  @Test
  void aStatementFromBeforeAChangeOfWhatItCountsIsMadeAnewAndThenSigned() {
    for (var change :
        List.of(
            "update merger_delivery set version = version + 1 where entity = 'INVOICE'",
            """
            insert into merger_control_total_change (run_id, company_id, entity, measure, new_value, new_source, changed_by, changed_at)
            select run_id, company_id, 'INVOICE', 'COUNT', 2, 'grootboek', started_by, started_at
              from transfer_cutover where kind = 'TRANSFER'""")) {
      var old = in.reconciliation.make(transfer, T).id();
      in.sql(change);
      assertThatThrownBy(() -> in.reconciliation.sign(old, "Geen totalen", in.finance, T))
          .hasMessageContaining("made anew");
    }

    var anew = in.reconciliation.make(transfer, T).id();
    in.reconciliation.sign(anew, "Geen totalen", in.finance, T);
    assertThat(in.reconciliation.read(anew).signedBy()).isEqualTo(in.finance);
  }

  @Test
  void aChangeInTheHistoryLeavesTheStatementOfTheCustomersAsItIs() {
    var statement = in.reconciliation.make(transfer, T).id();
    in.sql("update merger_delivery set version = version + 1 where entity = 'CONTACT'");

    in.reconciliation.sign(statement, "Geen totalen", in.finance, T);

    assertThat(in.reconciliation.read(statement).signedAt()).isEqualTo(T);
  }

  @Test
  void anExplanationThatWasReplacedIsSignedOnlyInANewStatementWhichKeepsIt() {
    in.sql("delete from contact_document");
    var old = in.reconciliation.make(history, T);
    explainAll(old, "Later", in.operator);
    in.reconciliation.explain(
        old.id(), Entity.DOCUMENT, "CREATED", "Komt in een volgende run", in.operator, T);
    assertThatThrownBy(() -> in.reconciliation.sign(old.id(), "Geen totalen", in.finance, T))
        .hasMessageContaining("made anew");

    var anew = in.reconciliation.make(history, T);

    assertThat(anew.line("DOCUMENT", "CREATED").explanation())
        .isEqualTo("Komt in een volgende run");
    in.reconciliation.sign(anew.id(), "Geen totalen", in.finance, T);
    assertThat(
            in.texts(
                "select purpose from audit_event where action = 'differenceExplained' order by id desc limit 1"))
        .containsExactly("DOCUMENT CREATED");
  }

  @Test
  void whoExplainedAFigureDoesNotSignItThoughAColleagueWroteTheSame() {
    in.sql("delete from contact_document");
    var statement = in.reconciliation.make(history, T);
    in.reconciliation.explain(
        statement.id(), Entity.DOCUMENT, "CREATED", "Komt later", in.finance, T);
    explainAll(statement, "Komt later", in.operator);

    assertThatThrownBy(() -> in.reconciliation.sign(statement.id(), "Geen totalen", in.finance, T))
        .hasMessageContaining("You explained a figure");
    var anew = in.reconciliation.make(history, T);
    assertThatThrownBy(() -> in.reconciliation.sign(anew.id(), "Geen totalen", in.finance, T))
        .hasMessageContaining("You explained a figure");
    assertThat(
            in.texts(
                "select s.login || ': ' || x.explanation from transfer_explanation x"
                    + " join identity_staff s on s.id = x.staff_id where measure = 'CREATED' order by x.id"))
        .containsExactly("finance: Komt later", "operator: Komt later");
  }

  private void explainAll(ReconciliationStatement statement, String why, long staff) {
    statement.lines().stream()
        .filter(line -> !line.balances())
        .forEach(
            line ->
                in.reconciliation.explain(
                    statement.id(), Entity.valueOf(line.entity()), line.measure(), why, staff, T));
  }

  @Test
  void onlyTheNewestStatementIsSigned() {
    var old = in.reconciliation.make(transfer, T).id();
    in.reconciliation.make(transfer, T);

    assertThatThrownBy(() -> in.reconciliation.sign(old, "Geen totalen", in.finance, T))
        .hasMessageContaining("newer reconciliation");
  }
}
