package org.klantbrug.wave;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;

/**
 * What stops a billing account, or a whole wave, from going over. Each is one statement over all
 * members {@code m} of {@code due}; it names the row that shows it. Codes are those of the process
 * {@code waveCutover}. Binds: {@code merger, run, company, wave, today, at, capacity, hours}.
 */
public enum Guard {
  /** Nobody told the customer in time that he goes over; it cannot be made good. */
  G01_NOTICE_TOO_LATE("migrationLead", false, null),

  /** What was sent to the customer came back. */
  G02_NOTICE_RETURNED("backOfficeHandler", true, null),

  /** The customer objects and nobody decided on it, or it was decided that he leaves. */
  G03_OBJECTION_OPEN("backOfficeHandler", false, null),

  /** Nobody was named who answers the customer's questions. */
  G04_NO_CONTACT_PERSON("teamLead", false, null),

  /**
   * A period that was paid already would be debited again. An invoice without a contract is of all
   * accounts of its customer; one without a period is of the month from when it was made.
   */
  G05_INVOICE_ALREADY_PAID(
      "finance",
      false,
      """
      select m.wave_id, m.id as member_id, 'INVOICE' as kind, v.source_key as key,
             cast(v.paid_on as text) as detail
        from due m join contract_contract f on f.identity_id = m.identity_id and %1$s = m.account_key and %2$s
        join contract_invoice v on v.identity_id = m.identity_id and (v.contract_key is null or v.contract_key = f.source_key) and %3$s
        cross join lateral (select coalesce(v.period_from, v.period_to - 31, v.issued_on, v.due_on) as begins) p
       where p.begins <= m.day and coalesce(v.period_to, p.begins + 31) >= m.day and (v.state = 'PAID' or v.paid_on is not null)
      """),

  /** A payment arrangement was not carried, or lacks what it needs to go on to the cent. */
  G06_ARRANGEMENT_NOT_COPIED(
      "finance",
      true,
      """
      select m.wave_id, m.id as member_id, 'ARRANGEMENT' as kind, a.key, null as detail
        from due m join (
          select f.identity_id, v.source_key as key, f.source_key as contract_key, f.billing_account_key
            from contract_arrangement v
            left join contract_invoice b on b.identity_id = v.identity_id and b.source_key = v.invoice_key and %4$s
            join contract_contract f on f.identity_id = v.identity_id and (b.id is null or b.contract_key is null or b.contract_key = f.source_key) and %2$s
           where v.state = 'RUNNING' and %3$s
             and (v.amount is null or v.terms is null or v.term_amount is null or v.first_due_on is null or v.invoice_key is null)
        ) a on a.identity_id = m.identity_id and coalesce(a.billing_account_key, a.contract_key) = m.account_key
      union all
      select m.wave_id, m.id, 'FILE_LINE', cast(r.line_no as text), null
        from due m join merger_reject r on r.customer_key = m.customer_key and r.state in ('OPEN', 'ACCEPTED')
        join merger_delivery d on d.id = r.delivery_id and d.run_id = :run and d.company_id = :company and d.entity = 'ARRANGEMENT'
      """),

  /** A mandate that was not used for 36 months may not be used any more. */
  G07_MANDATE_EXPIRED_36M(
      "finance",
      false,
      """
      select m.wave_id, m.id as member_id, 'MANDATE' as kind, n.source_key as key,
             cast(coalesce(n.last_used_on, n.signed_on) as text) as detail
        from due m cross join lateral %7$s n
       where m.by_debit and coalesce(n.last_used_on, n.signed_on) <= m.day - interval '36 months'
      """),

  /** A debit needs a mandate with its account, holder, creditor and date of signature. */
  G08_MANDATE_DATA_INCOMPLETE(
      "finance",
      true,
      """
      select m.wave_id, m.id as member_id, 'MANDATE' as kind, coalesce(n.source_key, m.customer_key) as key, null as detail
        from due m left join lateral %7$s n on true
       where m.by_debit and (n.iban is null or n.account_holder is null or n.creditor_id is null or n.signed_on is null)
         and (n.source_key is not null or (select a.many from %8$s a) = 0)
      """),

  /**
   * Several mandates of his customer are active, and nobody said which is of this account; or the
   * one that was chosen is active no more, and another is.
   */
  MANDATE_UNCLEAR(
      "finance",
      false,
      """
      select m.wave_id, m.id as member_id, 'MANDATE' as kind, a.keys as key, null as detail
        from due m cross join lateral %8$s a
       where m.by_debit and a.many > 0 and not exists (select from %7$s n)
      """),

  /** Nobody decided whether he is one of our own customers. */
  G10_MATCH_UNRESOLVED(
      "dataSteward",
      false,
      """
      select m.wave_id, m.id as member_id, 'CUSTOMER' as kind, m.customer_key as key, null as detail
        from due m join matching_pair p on p.run_id = :run and p.left_id = m.identity_id
       where p.decision = 'REVIEW' and (p.verdict is null or p.verdict = 'DOUBT')
      """),

  /**
   * Finance did not sign that all customers came over; by waves, all of other days that are over.
   * Or they are not live, and do not stand ready for waves.
   */
  G11_RECONCILIATION_OPEN(
      "finance",
      false,
      """
      select w.id as wave_id, cast(null as bigint) as member_id, 'RUN' as kind, cast(:run as text) as key, null as detail
        from wave_wave w
        join merger_merger g on g.id = w.merger_id
       where w.merger_id = :merger and (cast(:wave as bigint) is null or w.id = :wave)
         and (w.state = 'PLANNED' or w.state = 'RELEASED' and g.by_waves)
         and (w.closing or exists (select from wave_member m where m.wave_id = w.id))
         and not exists (select from transfer_cutover t join transfer_reconciliation r on r.cutover_id = t.id
                          where t.run_id = :run and t.kind = 'TRANSFER' and not t.rehearsal and t.state = 'LIVE' and t.wave_id is null
                            and r.signed_at is not null)
         and not (g.by_waves and exists (select from merger_run u where u.id = :run and u.state in ('READY', 'CLOSED'))
                  and not exists (select from wave_wave b join transfer_cutover t on t.wave_id = b.id and t.state = 'LIVE'
                                   where b.merger_id = w.merger_id and b.state = 'OVER' and b.day <> w.day
                                     and not exists (select from transfer_reconciliation r
                                                      where r.cutover_id = t.id and r.signed_at is not null)))
      """),

  /** A complaint about a bill or a debit is open: first the answer, then another bill. */
  G12_COMPLAINT_OPEN_ON_BILLING(
      "complaintCoordinator",
      true,
      """
      select m.wave_id, m.id as member_id, 'COMPLAINT' as kind, k.number as key, null as detail
          from due m join customer_party p on p.founder_id = m.person_id
          join customer_party_link l on l.party_id = p.id and %5$s
          join complaint_complaint k on k.identity_id = l.identity_id
         where k.stage not in ('CLOSED', 'WITHDRAWN') and k.cause in ('BILLING', 'DEBIT')
        union all
        select m.wave_id, m.id, 'COMPLAINT', f.source_key, null
          from due m join transfer_held_complaint f on f.identity_id = m.identity_id and f.taken_at is null and %2$s
         where concat_ws(' ', f.subject, f.text) ~* 'factu|incass|afschrij|nota|rekening|invoice|bill|debit'
      """),

  /** A person holds the merger: no wave goes until somebody lets it go on. */
  G13_CRISIS_FREEZE(
      "migrationLead",
      false,
      """
      select w.id as wave_id, cast(null as bigint) as member_id, 'HOLD' as kind, cast(h.id as text) as key, cast(null as text) as detail
        from wave_wave w join brake_hold h on h.subject_kind = 'merger' and h.subject_id = w.merger_id and h.released_at is null
       where w.merger_id = :merger and w.state in ('PLANNED', 'RELEASED')
         and (cast(:wave as bigint) is null or w.id = :wave) and (w.closing or exists (select from wave_member m where m.wave_id = w.id))
      """),

  /** More accounts than the contact persons of a day can look after; the last ones are too many. */
  G15_CAPACITY_FULL(
      "migrationLead",
      false,
      """
      select wave_id, id as member_id, 'DAY' as kind, cast(day as text) as key, cast(place as text) as detail
        from (select m.*, row_number() over (partition by m.day order by m.moves, m.id) as place
                from (select m.id, m.wave_id, m.moves, m.state, w.day from wave_member m join wave_wave w on w.id = m.wave_id
                       where w.merger_id = :merger and m.state in ('PLANNED', 'MOVED', 'RELEASED')) m) m
       where place > :capacity and state <> 'RELEASED' and (cast(:wave as bigint) is null or wave_id = :wave)
      """),

  /** The extract is too old to go over by: a newer delivery is needed. */
  DATA_STALE(
      "migrationOperator",
      false,
      """
      select w.id as wave_id, cast(null as bigint) as member_id, 'FILE' as kind, x.file_name as key, cast(x.extract_as_of as text) as detail
        from wave_wave w cross join lateral (
          select d.file_name, d.extract_as_of from merger_delivery d
           where d.run_id = :run and d.company_id = :company and d.entity in ('CONTRACT', 'INVOICE', 'MANDATE')
             and not exists (select from merger_delivery n where n.run_id = d.run_id and n.company_id = d.company_id
                                and n.entity = d.entity and n.state = 'IMPORTED' and n.round > d.round)
           order by d.extract_as_of limit 1) x
       where w.merger_id = :merger and (cast(:wave as bigint) is null or w.id = :wave)
         and (w.state = 'PLANNED' or w.state = 'RELEASED' and w.process_id is not null)
         and (w.closing or exists (select from wave_member m where m.wave_id = w.id))
         and w.day <= cast(:today as date) + %6$s and x.extract_as_of < cast(:at as timestamptz) - :hours * interval '1 hour'
      """),

  /**
   * Its customer is over by another account, with what was delivered until then; what came of him
   * since is not carried, and would be missing on the day from which we debit.
   */
  NEWER_RECORDS(
      "backOfficeHandler",
      true,
      """
      select m.wave_id, m.id as member_id, 'FILE' as kind, d.file_name as key, d.entity as detail
        from due m
        join (select z.identity_id, max(c.round) as round from transfer_scope z join transfer_cutover c on c.id = z.cutover_id
               where c.run_id = :run and c.wave_id is not null and c.state = 'LIVE' group by z.identity_id) o on o.identity_id = m.identity_id
        join merger_delivery d on d.run_id = :run and d.company_id = :company and d.state = 'IMPORTED' and d.round > o.round
       where %9$s
      """),

  /** Of invoices that are overdue the old company sends reminders: two companies would dun. */
  DUNNING_IN_FLIGHT(
      "finance",
      true,
      """
      select m.wave_id, m.id as member_id, 'INVOICE' as kind, v.source_key as key, cast(v.due_on as text) as detail
        from due m join contract_contract f on f.identity_id = m.identity_id and %1$s = m.account_key and %2$s
        join contract_invoice v on v.identity_id = m.identity_id and (v.contract_key is null or v.contract_key = f.source_key) and %3$s
       where v.state in ('OPEN', 'PARTLY_PAID') and v.open_amount > 0 and v.due_on < :today
         and not exists (select from contract_arrangement f where f.identity_id = m.identity_id and f.invoice_key = v.source_key
                            and f.state = 'RUNNING' and %2$s)
      """),

  /** Deceased, under guardianship, a secret address, or a minor: first a person looks. */
  CIRCUMSTANCE(
      "backOfficeHandler",
      true,
      """
      select m.wave_id, m.id as member_id, 'CUSTOMER' as kind, m.customer_key as key, null as detail
        from due m join customer_party p on p.founder_id = m.person_id
        join customer_identity i on i.id = m.identity_id
       where p.circumstance in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR')
          or i.circumstance in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR')
      """),

  /** A contract is being changed at the old company: ordered, suspended, or about to end. */
  IN_FLIGHT_ITEM(
      "backOfficeHandler",
      true,
      """
      select m.wave_id, m.id as member_id, 'CONTRACT' as kind, f.source_key as key, f.state as detail
        from due m join contract_contract f on f.identity_id = m.identity_id and %1$s = m.account_key and %2$s
       where f.state = 'SUSPENDED' or f.start_date > :today or f.end_date between :today and m.day + 31
      """),

  /** Something that must be ready before customers go over is not, or nobody began the list. */
  PROGRAMME_ITEM_OPEN("migrationLead", false, null),

  /** Not enough of those who serve customers read the briefing. */
  BRIEFING_UNREAD("teamLead", false, null),

  /** The letter named another day than that of the wave: he must hear the right one first. */
  NOTICE_DATE_MISMATCH("editor", true, null),

  /** Nobody who must say so found the data, or the parallel run, good enough. */
  SIGNATURE_MISSING("migrationLead", false, null),

  /** It does not stand on paper who answers for the data, and by which agreement. */
  AGREEMENT_MISSING("migrationLead", false, null),

  /** A legal hold stands on the customer: what is known of him stays as it is. */
  G16_LEGAL_HOLD("privacyOfficer", false, null),

  /** Nobody confirmed yet what changes for the customers of this label. */
  CHANGES_NOT_CONFIRMED("migrationLead", false, null),

  /** The first bill of the new billing differs from the last one of the old company. */
  BILL_DIFFERS("finance", true, null),

  /** What is left of a payment arrangement is not what is open of its bill. */
  ARRANGEMENT_DIFFERS("finance", false, null),

  /** One of the two companies did not accept in time that it starts or stops debiting. */
  STOP_NOT_ACCEPTED("migrationLead", false, null),

  /** The customer was not told of the first debit 14 days before it. */
  G14_PRENOTIFICATION_MISSING("finance", true, null);

  private final String owner;
  private final boolean acceptable;
  private final String rows;

  Guard(String owner, boolean acceptable, String rows) {
    this.owner = owner;
    this.acceptable = acceptable;
    this.rows =
        rows == null
            ? null
            : rows.formatted(
                WaveFacts.ACCOUNT_KEY,
                Sight.FACT_COUNTS,
                Sight.FACT_COUNTS.replace("f.", "v."),
                Sight.FACT_COUNTS.replace("f.", "b."),
                Sight.LINK_COUNTS,
                WaveDays.LAST_DAYS,
                Mandates.OF_ACCOUNT,
                Mandates.SEVERAL,
                newOf());
  }

  /** SQL: delivery {@code d} brought something new of the customer of {@code m}. */
  private static String newOf() {
    return Arrays.stream(Entity.values())
        .filter(entity -> !entity.isHistory())
        .map(
            entity ->
                """
                d.entity = '%s' and exists (select from %s s
                                             where s.delivery_id = d.id and s.%s = m.customer_key and s.row_state in ('NEW', 'CHANGED'))"""
                    .formatted(
                        entity,
                        entity.stagingTable(),
                        entity == Entity.CUSTOMER ? "source_key" : "customer_key"))
        .collect(Collectors.joining("\nor ", "(", ")"));
  }

  /** Role that can take it away. */
  public String owner() {
    return owner;
  }

  /** Whether a person who looked may let the account go nevertheless. */
  public boolean isAcceptable() {
    return acceptable;
  }

  /** Whether this person may let it go: whose guard it is, or who leads the migration. */
  public boolean isAcceptableBy(Staff staff) {
    return acceptable && (staff.is(owner) || staff.is("migrationLead"));
  }

  /** Whether it stops a whole wave, and not single members. */
  boolean isOfWave() {
    return switch (this) {
      case G11_RECONCILIATION_OPEN,
          G13_CRISIS_FREEZE,
          DATA_STALE,
          PROGRAMME_ITEM_OPEN,
          BRIEFING_UNREAD,
          SIGNATURE_MISSING,
          AGREEMENT_MISSING ->
          true;
      default -> false;
    };
  }

  /** SQL: {@code wave_id, member_id, kind, key, detail}; null if another context knows it. */
  String rows() {
    return rows;
  }
}
