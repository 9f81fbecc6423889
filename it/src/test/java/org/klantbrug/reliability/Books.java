package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;

/** Nothing lost, nothing twice, no hand needed: read from the tables at the end of a run. */
final class Books {
  /** Where the facts of an entity live. */
  private static final Map<String, String> LIVE =
      Map.of(
          "CONTRACT", "contract_contract",
          "ROLE", "contract_role",
          "INVOICE", "contract_invoice",
          "ARRANGEMENT", "contract_arrangement",
          "MANDATE", "contract_mandate",
          "PROMISE", "contact_promise",
          "CONTACT", "contact_contact",
          "COMPLAINT", "transfer_held_complaint",
          "DOCUMENT", "contact_document");

  private final Bridge bridge;

  /** Two of the acquirer's own and ten of the acquired company's. */
  private static final int FILES_OF_A_MERGER = 12;

  private Books(Bridge bridge) {
    this.bridge = bridge;
  }

  static void areRight(Bridge bridge) {
    var books = new Books(bridge);
    books.everyLineOfEveryFileIsAccountedForOnce();
    books.everyRecordHasOneOutcome();
    books.everyOutcomeIsOneFact();
    books.theReconciliationsBalanceAndAreSigned();
    books.noHandWasNeeded();
  }

  private void everyLineOfEveryFileIsAccountedForOnce() {
    var read =
        figures("select file_name, read_lines from merger_delivery where state = 'IMPORTED'");
    var expected =
        bridge.delivered().entrySet().stream()
            .filter(file -> read.containsKey(file.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(read).hasSize(FILES_OF_A_MERGER).isEqualTo(expected);
    assertThat(
            figures(
                """
                select d.file_name, sum(c.rows + c.rejects) from merger_delivery d
                  join merger_import_chunk c on c.delivery_id = d.id
                 group by d.file_name having max(c.no) = count(*)\
                """))
        .as("Chunks without a gap")
        .isEqualTo(expected);
  }

  private void everyRecordHasOneOutcome() {
    var records =
        figures(
            """
            select d.entity, sum(d.read_lines) from merger_delivery d
              join merger_company c on c.id = d.company_id and not c.ours group by d.entity\
            """);
    var outcomes =
        figures(
            """
            select l.entity, count(*) from transfer_ledger l
              join transfer_cutover c on c.id = l.cutover_id
             where c.state = 'LIVE' and c.kind <> 'OWN' and not c.rehearsal group by l.entity\
            """);
    assertThat(outcomes).as("Outcomes in the ledger by entity").isEqualTo(records);
    noRecordIsInTwoCutovers();
  }

  /** Of a run that goes over by waves: no record is in two of them. */
  static void everyRecordIsInOneCutover(Bridge bridge) {
    new Books(bridge).noRecordIsInTwoCutovers();
  }

  private void noRecordIsInTwoCutovers() {
    assertThat(
            number(
                """
                select count(*) from (
                  select 1 from transfer_ledger l join transfer_cutover c on c.id = l.cutover_id
                   where c.state = 'LIVE' and not c.rehearsal
                   group by l.entity, l.company_id, l.record_key having count(*) > 1) twice\
                """))
        .as("Records in two cut-overs")
        .isZero();
  }

  private void everyOutcomeIsOneFact() {
    LIVE.forEach(
        (entity, table) -> {
          var carried =
              number(
                  """
                  select count(*) from transfer_ledger l join transfer_cutover c on c.id = l.cutover_id
                   where c.state = 'LIVE' and not c.rehearsal and l.entity = '%s' and l.target_id is not null\
                  """
                      .formatted(entity));
          var facts =
              number(
                  """
                  select count(*) from %s f join transfer_cutover c on c.id = f.cutover_id
                   where c.state = 'LIVE'\
                  """
                      .formatted(table));
          var lines =
              number(
                  """
                  select count(distinct (f.delivery_id, f.line_no)) from %s f
                    join transfer_cutover c on c.id = f.cutover_id where c.state = 'LIVE'\
                  """
                      .formatted(table));
          assertThat(facts).as("Live facts " + entity).isPositive().isEqualTo(carried);
          assertThat(lines).as("Lines behind the facts " + entity).isEqualTo(facts);
        });
    assertThat(
            number(
                """
                select count(*) from customer_identity i
                 where (select count(*) from customer_party_link l
                         where l.identity_id = i.id and l.ended_at is null) <> 1\
                """))
        .as("Identities without exactly one party")
        .isZero();
  }

  /** The old company counted lines that are let go here: only its own totals may differ. */
  private void theReconciliationsBalanceAndAreSigned() {
    var signed =
        bridge.ask(
            handle ->
                handle
                    .createQuery(
                        """
                        select distinct on (c.id) c.kind || ' ' || (r.signed_at is not null)
                          from transfer_cutover c join transfer_reconciliation r on r.cutover_id = c.id
                         where c.state = 'LIVE' and not c.rehearsal and c.kind <> 'OWN'
                         order by c.id, r.id desc\
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(signed).containsExactlyInAnyOrder("TRANSFER true", "HISTORY true");
    assertThat(
            number(
                """
                select count(*) from transfer_reconciliation_line l
                  join transfer_reconciliation r on r.id = l.reconciliation_id and r.signed_at is not null
                  join transfer_cutover c on c.id = r.cutover_id and c.state = 'LIVE' and not c.rehearsal
                 where (l.difference <> 0 or l.differing_records > 0)
                   and (l.measure not like 'CONTROL%' or l.explanation is null)\
                """))
        .as("Figures that differ without being an explained total of the old company")
        .isZero();
  }

  private void noHandWasNeeded() {
    assertThat(number("select count(*) from work_job where state <> 'COMPLETED'"))
        .as("Jobs that did not end well")
        .isZero();
    assertThat(number("select count(*) from work_item where kind like 'repair%'"))
        .as("Repair tasks")
        .isZero();
    assertThat(number("select count(*) from outbox_request where state in ('WAITING', 'STUCK')"))
        .as("Promises not kept")
        .isZero();
    assertThat(number("select count(*) from act_ru_execution")).as("Open processes").isZero();
  }

  /** How often jobs were taken: above the number of jobs when troubles struck them. */
  static long takings(Bridge bridge) {
    return new Books(bridge).number("select sum(epoch) from work_job");
  }

  private Map<String, Long> figures(String query) {
    return bridge.ask(
        handle ->
            handle
                .createQuery(query)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private long number(String query) {
    return bridge.ask(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
