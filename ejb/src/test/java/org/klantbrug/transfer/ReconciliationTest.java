package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/**
 * The reconciliation is tested by sabotage: whatever is done to the live tables, it must say so.
 */
@OnDatabase
class ReconciliationTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long transfer = takeover.cutover(Kind.TRANSFER);
  private final long history = takeover.cutover(Kind.HISTORY);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aGoodTransferBalancesInEveryFigure() {
    assertThat(unbalanced(transfer)).isEmpty();
    assertThat(unbalanced(history)).isEmpty();
    var customers = in.reconciliation.make(transfer, T);
    assertThat(customers.balanced()).isTrue();
    assertThat(customers.line("CUSTOMER", "DELIVERED").sourceValue()).isEqualByComparingTo("6");
    assertThat(customers.line("INVOICE", "SUM_open_amount").targetValue())
        .isEqualByComparingTo("61.25");
    assertThat(customers.line("PROMISE", "HELD").targetValue()).isEqualByComparingTo("1");
    assertThat(customers.line("CUSTOMER", "REJECTED").targetValue()).isEqualByComparingTo("1");
  }

  @Test
  void aLostCentIsFoundAndNamed() {
    in.sql("update contract_invoice set amount = amount - 0.01 where source_key = 'I2'");

    assertThat(unbalanced(transfer))
        .containsExactly("INVOICE FIELDS 1 record", "INVOICE SUM_amount -0.01, 1 record");
    assertThat(differing(transfer, Entity.INVOICE, "SUM_amount"))
        .containsExactly("I2 of B2, acquired_facturen.csv: 61.25 became 61.24");
  }

  @Test
  void twoCentsThatCancelOutAreFound() {
    in.sql(
        "update contract_invoice set amount = amount + case source_key when 'I1' then 0.01 else -0.01 end");

    assertThat(unbalanced(transfer))
        .containsExactly("INVOICE FIELDS 2 records", "INVOICE SUM_amount 0, 2 records");
  }

  @Test
  void factsOfTwoCustomersThatWereSwappedAreFoundAndNamed() {
    in.sql(
        "update contract_contract set identity_id = case source_key when 'C1' then %d else %d end"
            .formatted(in.identity(in.theirs, "B2"), in.identity(in.theirs, "B1")));

    assertThat(unbalanced(transfer)).containsExactly("CONTRACT FIELDS 2 records");
    assertThat(keys(transfer, Entity.CONTRACT, "FIELDS")).containsExactly("C1", "C2");
  }

  @Test
  void twoCustomersWhoAreLinkedToEachOthersPartyAreFoundAndNamed() {
    var b1 = in.identity(in.theirs, "B1");
    var b3 = in.identity(in.theirs, "B3");
    in.sql(
        "update customer_party_link set party_id = case identity_id when %d then %d else %d end where identity_id in (%d, %d)"
            .formatted(b1, in.party(in.theirs, "B3"), in.party(in.theirs, "B1"), b1, b3));

    assertThat(unbalanced(transfer)).containsExactly("CUSTOMER LINKED -2, 2 records");
    assertThat(keys(transfer, Entity.CUSTOMER, "LINKED")).containsExactly("B1", "B3");
  }

  @Test
  void aCustomerWithoutALinkIsFound() {
    in.sql(
        "update customer_party_link set ended_at = now(), ended_reason = 'sabotage' where identity_id = "
            + in.identity(in.theirs, "B2"));

    assertThat(unbalanced(transfer))
        .contains("CUSTOMER CARRIED -1, 1 record", "CUSTOMER CREATED -1, 1 record");
  }

  @Test
  void aDroppedContactLineIsFoundAndNamed() {
    in.sql("delete from contact_contact where source_key = 'T3'");

    assertThat(unbalanced(history))
        .containsExactly(
            "CONTACT CARRIED -1, 1 record",
            "CONTACT CREATED -1, 1 record",
            "CONTACT FIELDS 1 record");
    assertThat(keys(history, Entity.CONTACT, "CREATED")).containsExactly("T3");
  }

  @Test
  void anExtraRowIsFound() {
    in.sql(
        "insert into contact_contact (identity_id, cutover_id, delivery_id, line_no, source_key, occurred_at, text)"
            + " select identity_id, cutover_id, delivery_id, line_no, source_key, occurred_at, text from contact_contact where source_key = 'T1'");

    assertThat(unbalanced(history)).contains("CONTACT CARRIED 1, 1 record");
    assertThat(keys(history, Entity.CONTACT, "CARRIED")).containsExactly("T1");
  }

  @Test
  void anExtraRowThatNoFileBroughtIsFound() {
    in.sql(
        "insert into contact_contact (identity_id, cutover_id, occurred_at, text) select identity_id, cutover_id, occurred_at, 'verzonnen' from contact_contact where source_key = 'T1'");

    assertThat(unbalanced(history)).contains("CONTACT CARRIED 1, 1 record");
  }

  @Test
  void aChangedTextIsFoundAndNamed() {
    in.sql("update contact_contact set text = 'Vraag over de eindnota.' where source_key = 'T1'");

    assertThat(unbalanced(history)).containsExactly("CONTACT FIELDS 1 record");
    assertThat(keys(history, Entity.CONTACT, "FIELDS")).containsExactly("T1");
  }

  @Test
  void anEmptyTextIsNotTheSameAsNoText() {
    in.sql("update contact_contact set author = '' where author is null and source_key = 'T3'");

    assertThat(keys(history, Entity.CONTACT, "FIELDS")).containsExactly("T3");
  }

  @Test
  void aTimeThatMovedAnHourIsFound() {
    in.sql(
        "update contact_contact set occurred_at = occurred_at + interval '1 hour' where source_key = 'T3'");

    assertThat(keys(history, Entity.CONTACT, "FIELDS")).containsExactly("T3");
  }

  @Test
  void aCustomerWhoseAddressChangedOnTheWayIsFound() {
    in.sql("update customer_identity set house_number = '21' where source_key = 'B4'");

    assertThat(unbalanced(transfer)).containsExactly("CUSTOMER FIELDS 1 record");
  }

  @Test
  void aRecordWithoutAnOutcomeIsFoundAndNamed() {
    in.stage(
        takeover.contracts,
        Entity.CONTRACT,
        "source_key",
        "C9",
        "customer_key",
        "B4",
        "monthly_amount",
        "10.00");

    assertThat(unbalanced(transfer)).containsExactly("CONTRACT OUTCOMES -1, 1 record");
    assertThat(keys(transfer, Entity.CONTRACT, "OUTCOMES")).containsExactly("C9");
  }

  @Test
  void aLineThatTheReaderCountedButNobodyKeptIsFound() {
    in.sql(
        "update merger_delivery set read_lines = read_lines + 1, staged = staged + 1 where id = "
            + takeover.contacts);

    assertThat(unbalanced(history)).containsExactly("CONTACT DELIVERED -1, 1 record");
  }

  @Test
  void aRejectThatDisappearedIsFound() {
    in.sql("delete from merger_reject");

    assertThat(unbalanced(transfer)).contains("CUSTOMER REJECTED -1, 1 record");
  }

  @Test
  void theTotalsOfTheOldCompanysOwnLedgerMustAgree() {
    takeover.control("COUNT", "CUSTOMER", "4");
    takeover.control("SUM_open_amount", "INVOICE", "61.25");
    takeover.control("SUM_amount", "INVOICE", "203.75");

    assertThat(unbalanced(transfer))
        .containsExactly("INVOICE CONTROL_SUM_amount -100.00, 1 record");
  }

  @Test
  void behindATotalOfTheirBooksStandsWhatTheyDeliveredAndDoesNotLiveHere() {
    takeover.control("COUNT", "CUSTOMER", "6");
    in.sql(
        "update merger_reject set state = 'ACCEPTED', reason = 'Bestaat niet meer' where code = 'NO_KEY'");

    assertThat(rows(transfer, Entity.CUSTOMER, "CONTROL_COUNT"))
        .extracting(
            StatementRow::recordKey,
            StatementRow::fileName,
            StatementRow::sourceValue,
            StatementRow::reason,
            StatementRow::letGo)
        .containsExactlyInAnyOrder(
            tuple("B4", "acquired_klanten.csv", BigDecimal.ONE, "DUPLICATE", null),
            tuple(
                in.text(
                    "select '#' || delivery_id || '.' || line_no from merger_reject where code = 'NO_KEY'"),
                "acquired_klanten.csv",
                BigDecimal.ONE,
                "NO_KEY",
                "Bestaat niet meer"));
  }

  @Test
  void whereAllLivesHereATotalOfTheirBooksHasNoRecordsToShow() {
    takeover.control("SUM_amount", "INVOICE", "203.75");

    assertThat(rows(transfer, Entity.INVOICE, "CONTROL_SUM_amount")).isEmpty();
  }

  @Test
  void everyFigureOpensExactlyItsRows() {
    takeover.control("SUM_amount", "INVOICE", "103.75");
    var statement = in.reconciliation.make(transfer, T);

    assertThat(statement.lines())
        .allSatisfy(
            line -> {
              var entity = Entity.valueOf(line.entity());
              assertThat(sum(statement.id(), entity, line.measure(), Side.SOURCE))
                  .isEqualByComparingTo(line.sourceValue());
              assertThat(sum(statement.id(), entity, line.measure(), Side.TARGET))
                  .isEqualByComparingTo(line.targetValue());
              assertThat(
                      in.reconciliation.rows(
                          statement.id(), entity, line.measure(), Side.DIFFERENCE, 0))
                  .isEmpty();
            });
  }

  @Test
  void aPageBeforeTheFirstIsTheFirst() {
    var statement = in.reconciliation.make(transfer, T).id();

    assertThat(in.reconciliation.rows(statement, Entity.INVOICE, "FIELDS", Side.SOURCE, -1))
        .isNotEmpty()
        .isEqualTo(in.reconciliation.rows(statement, Entity.INVOICE, "FIELDS", Side.SOURCE, 0));
  }

  @Test
  void whoOpensTheRecordsBehindAFigureIsWrittenDown() {
    var statement = in.reconciliation.make(transfer, T).id();
    var signer = new Staff(in.finance, "finance", "Frits", "nl", false, null, Set.of(), Set.of());

    var shown =
        in.reconciliation.shown(statement, Entity.CUSTOMER, "FIELDS", Side.SOURCE, 0, signer);
    in.reconciliation.shown(statement, Entity.CUSTOMER, "FIELDS", Side.SOURCE, 1, signer);

    assertThat(shown).extracting(StatementRow::customerKey).contains("B2");
    assertThat(
            in.texts(
                "select actor || ' ' || subject_kind || ' ' || subject_id || ' ' || purpose from audit_event"
                    + " where action = 'figureRowsListed' order by id"))
        .containsExactly(
            "finance reconciliation %d CUSTOMER FIELDS 0+%d".formatted(statement, shown.size()),
            "finance reconciliation %d CUSTOMER FIELDS 100+0".formatted(statement));
  }

  @Test
  void aFigureThatTheStatementDoesNotHaveOpensNothing() {
    var statement = in.reconciliation.make(transfer, T).id();

    assertThatThrownBy(
            () ->
                in.reconciliation.rows(
                    statement, Entity.INVOICE, "CONTROL_ anything", Side.DIFFERENCE, 0))
        .hasMessageContaining("CONTROL_ anything");
  }

  private List<String> unbalanced(long cutover) {
    return in.reconciliation.make(cutover, T).lines().stream()
        .filter(line -> !line.balances())
        .map(
            line ->
                "%s %s%s %d record%s"
                    .formatted(
                        line.entity(),
                        line.measure(),
                        line.measure().equals("FIELDS")
                            ? ""
                            : " "
                                + (line.difference().signum() == 0
                                    ? "0"
                                    : line.difference().toPlainString())
                                + ",",
                        line.differingRecords(),
                        line.differingRecords() == 1 ? "" : "s"))
        .sorted()
        .toList();
  }

  private List<StatementRow> rows(long cutover, Entity entity, String measure) {
    var id = in.reconciliation.make(cutover, T).id();
    return in.reconciliation.rows(id, entity, measure, Side.DIFFERENCE, 0);
  }

  private List<String> keys(long cutover, Entity entity, String measure) {
    return rows(cutover, entity, measure).stream().map(StatementRow::recordKey).sorted().toList();
  }

  private List<String> differing(long cutover, Entity entity, String measure) {
    return rows(cutover, entity, measure).stream()
        .map(
            row ->
                "%s of %s, %s: %s became %s"
                    .formatted(
                        row.recordKey(),
                        row.customerKey(),
                        row.fileName(),
                        row.sourceValue(),
                        row.targetValue()))
        .toList();
  }

  private BigDecimal sum(long id, Entity entity, String measure, Side side) {
    return in.reconciliation.rows(id, entity, measure, side, 0).stream()
        .map(row -> side == Side.SOURCE ? row.sourceValue() : row.targetValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
